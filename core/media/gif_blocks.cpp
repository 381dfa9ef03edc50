#include "media/gif_blocks.h"

#include <algorithm>

#include "media/block_file.h"
#include "media/file_tail.h"

namespace stillwave::media {
namespace {

constexpr std::uint8_t extension_introducer = 0x21;
constexpr std::uint8_t comment_label = 0xfe;
constexpr std::uint8_t control_label = 0xf9;
constexpr std::uint8_t application_label = 0xff;
constexpr std::uint8_t image_separator = 0x2c;
constexpr std::uint8_t trailer = 0x3b;
constexpr std::size_t largest_block = 255;

std::string read_blocks(BlockFile& file) {
    std::string content;
    while (const std::uint8_t size = file.byte()) content += file.read(size);
    return content;
}

void skip_blocks(BlockFile& file) {
    while (const std::uint8_t size = file.byte()) file.skip(size);
}

void skip_palette(BlockFile& file, std::uint8_t flags) {
    if ((flags & 0x80) != 0) file.skip(3U << ((flags & 7) + 1));
}

void read_extension(BlockFile& file, AnimationInfo& info, int& hundredths) {
    const std::uint8_t label = file.byte();
    if (label == comment_label) {
        info.metadata["comment"] = read_blocks(file);
    } else if (label == control_label) {
        const std::string content = read_blocks(file);
        if (content.size() >= 4) hundredths += static_cast<int>(little_endian(content, 1, 2));
    } else if (label == application_label) {
        const std::string content = read_blocks(file);
        // The block holds the number of repeats after the first play; 0 repeats for ever.
        if (content.starts_with("NETSCAPE2.0\x01") && content.size() >= 14) {
            const auto repeats = static_cast<int>(little_endian(content, 12, 2));
            info.plays = repeats == 0 ? 0 : repeats + 1;
        }
    } else {
        skip_blocks(file);
    }
}

}  // namespace

void append_gif_comment(const std::filesystem::path& out, const std::filesystem::path& file, const std::string& text) {
    std::string block = {static_cast<char>(extension_introducer), static_cast<char>(comment_label)};
    for (std::size_t at = 0; at < text.size(); at += largest_block) {
        const std::string part = text.substr(at, largest_block);
        block.push_back(static_cast<char>(part.size()));
        block += part;
    }
    block.push_back('\0');
    const std::string end(1, static_cast<char>(trailer));
    replace_file_tail(out, file, end, block + end);
}

AnimationInfo read_gif_info(const std::filesystem::path& path) {
    BlockFile file(path);
    if (!file.read(6).starts_with("GIF8")) file.damaged();
    AnimationInfo info;
    const std::string screen = file.read(7);
    info.width = static_cast<int>(little_endian(screen, 0, 2));
    info.height = static_cast<int>(little_endian(screen, 2, 2));
    skip_palette(file, static_cast<std::uint8_t>(screen[4]));
    int hundredths = 0;
    while (true) {
        const std::uint8_t kind = file.byte();
        if (kind == trailer) break;
        if (kind == extension_introducer) {
            read_extension(file, info, hundredths);
        } else if (kind == image_separator) {
            ++info.frame_count;
            skip_palette(file, static_cast<std::uint8_t>(file.read(9)[8]));
            file.skip(1);
            skip_blocks(file);
        } else {
            file.damaged();
        }
    }
    info.duration_s = hundredths / 100.0;
    return info;
}

}  // namespace stillwave::media
