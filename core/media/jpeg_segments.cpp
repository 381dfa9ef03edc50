#include "media/jpeg_segments.h"

#include <algorithm>

#include "media/block_file.h"

namespace stillwave::media {
namespace {

constexpr std::uint8_t comment_marker = 0xfe;
constexpr std::uint8_t scan_marker = 0xda;
constexpr std::size_t length_bytes = 2;
constexpr std::size_t largest_comment = 65'535 - length_bytes;

}  // namespace

void insert_jpeg_comment(std::string& jpeg, const std::string& text) {
    std::string segments;
    for (std::size_t at = 0; at < text.size(); at += largest_comment) {
        const std::string part = text.substr(at, largest_comment);
        const std::size_t length = part.size() + length_bytes;
        segments += {'\xff', static_cast<char>(comment_marker), static_cast<char>(length >> 8),
                     static_cast<char>(length & 0xff)};
        segments += part;
    }
    // The JFIF header must be the first segment.
    const std::size_t header_end = 2 + 2 + big_endian(jpeg, 4, 2);
    jpeg.insert(header_end, segments);
}

std::string read_jpeg_comment(const std::filesystem::path& path) {
    BlockFile file(path);
    if (file.read(2) != "\xff\xd8") file.damaged();
    std::string comment;
    while (true) {
        if (file.byte() != 0xff) file.damaged();
        std::uint8_t marker = 0xff;
        while (marker == 0xff) marker = file.byte();
        const std::uint32_t length = big_endian(file.read(length_bytes), 0, length_bytes);
        if (length < length_bytes) file.damaged();
        if (marker == scan_marker) return comment;
        if (marker == comment_marker)
            comment += file.read(length - length_bytes);
        else
            file.skip(length - length_bytes);
    }
}

}  // namespace stillwave::media
