#include "media/metadata.h"

#include <fstream>
#include <system_error>

#include "media/frame_sequence.h"
#include "media/gif_blocks.h"
#include "media/jpeg_segments.h"
#include "media/png_chunks.h"
#include "media/video_reader.h"
#include "media/webp_file.h"

namespace stillwave::media {

std::map<std::string, std::string> read_metadata(const std::filesystem::path& path) {
    std::error_code failure;
    if (std::filesystem::is_directory(path, failure)) {
        const auto frames = frames_in(path);
        if (!frames.empty()) return read_metadata(frames.front());
    }
    std::string head(8, '\0');
    std::ifstream(path, std::ios::binary).read(head.data(), static_cast<std::streamsize>(head.size()));
    if (head.starts_with("\x89PNG")) return read_png_info(path).metadata;
    if (head.starts_with("GIF8")) return read_gif_info(path).metadata;
    if (is_webp(path)) return read_webp_info(path).metadata;
    if (head.starts_with("\xff\xd8\xff")) {
        const std::string comment = read_jpeg_comment(path);
        if (comment.empty()) return {};
        return {{"comment", comment}};
    }
    return read_video_info(path).metadata;
}

}  // namespace stillwave::media
