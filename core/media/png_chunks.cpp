#include "media/png_chunks.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <string_view>

extern "C" {
#include <libavutil/crc.h>
}

#include "media/block_file.h"
#include "media/file_tail.h"

namespace stillwave::media {
namespace {

using namespace std::string_literals;

// The empty IEND chunk that every PNG ends with.
const std::string end_chunk = "\0\0\0\0IEND\xae\x42\x60\x82"s;

void append_number(std::string& bytes, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(value >> shift & 0xff));
}

std::string chunk(const std::string& type, const std::string& content) {
    std::string bytes;
    append_number(bytes, static_cast<std::uint32_t>(content.size()));
    const std::string body = type + content;
    bytes += body;
    const std::uint32_t crc = av_crc(av_crc_get_table(AV_CRC_32_IEEE_LE), UINT32_MAX,
                                     reinterpret_cast<const std::uint8_t*>(body.data()), body.size());
    append_number(bytes, crc ^ UINT32_MAX);
    return bytes;
}

// Returns the texts as iTXt chunks. The keyword's first letter is in upper case, as in PNG's own keywords.
std::string png_text_chunks(const std::map<std::string, std::string>& texts) {
    std::string bytes;
    for (const auto& [key, text] : texts) {
        std::string keyword = key;
        keyword[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(keyword[0])));
        bytes += chunk("iTXt", keyword + "\0\0\0\0\0"s + text);
    }
    return bytes;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

// Reads an iTXt chunk: keyword, 0, whether the text is compressed, method, language, 0, translated keyword, 0, text.
// Compressed texts are left out, because Stillwave writes none.
void read_international_text(const std::string& content, std::map<std::string, std::string>& texts) {
    const auto keyword_end = content.find('\0');
    if (keyword_end == std::string::npos || content.size() < keyword_end + 3 || content[keyword_end + 1] != 0) return;
    const auto language_end = content.find('\0', keyword_end + 3);
    if (language_end == std::string::npos) return;
    const auto translation_end = content.find('\0', language_end + 1);
    if (translation_end == std::string::npos) return;
    texts[lower(content.substr(0, keyword_end))] = content.substr(translation_end + 1);
}

// Returns the delay in an fcTL chunk, in seconds. The sequence number, the size and the place stand before it.
double frame_delay_s(const std::string& content) {
    if (content.size() < 24) return 0;
    const double numerator = big_endian(content, 20, 2);
    const double denominator = big_endian(content, 22, 2);
    return numerator / (denominator > 0 ? denominator : 100.0);
}

}  // namespace

void append_png_texts(std::string& png, const std::map<std::string, std::string>& texts) {
    png.insert(png.size() - end_chunk.size(), png_text_chunks(texts));
}

void append_png_texts(const std::filesystem::path& out, const std::filesystem::path& file,
                      const std::map<std::string, std::string>& texts) {
    if (!texts.empty()) replace_file_tail(out, file, end_chunk, png_text_chunks(texts) + end_chunk);
}

AnimationInfo read_png_info(const std::filesystem::path& path) {
    BlockFile file(path);
    if (file.read(8) != "\x89PNG\r\n\x1a\n") file.damaged();
    AnimationInfo info;
    info.frame_count = 1;
    bool animated = false;
    while (true) {
        const std::string head = file.read(8);
        const std::uint32_t size = big_endian(head, 0, 4);
        const std::string type = head.substr(4);
        if (type == "IEND") return info;
        if (type == "iTXt") {
            read_international_text(file.read(size), info.metadata);
        } else if (type == "IHDR" || type == "acTL" || type == "fcTL") {
            const std::string content = file.read(size);
            if (type == "IHDR" && size >= 8) {
                info.width = static_cast<int>(big_endian(content, 0, 4));
                info.height = static_cast<int>(big_endian(content, 4, 4));
            } else if (type == "acTL" && size >= 8) {
                animated = true;
                info.frame_count = 0;
                info.plays = static_cast<int>(big_endian(content, 4, 4));
            } else if (type == "fcTL" && animated) {
                ++info.frame_count;
                info.duration_s += frame_delay_s(content);
            }
        } else {
            file.skip(size);
        }
        file.skip(4);
    }
}

}  // namespace stillwave::media
