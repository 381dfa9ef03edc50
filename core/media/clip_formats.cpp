#include "media/clip_formats.h"

#include <algorithm>
#include <array>

#include "media/movie_writer.h"
#include "media/video_codecs.h"
#include "media/vips_start.h"
#include "types/error.h"

namespace stillwave::media {
namespace {

const std::array<ClipFormat, 13>& table() {
    static const std::vector<std::string_view> all = {"yuv420p",     "yuv422p",     "yuv444p",
                                                      "yuv420p10le", "yuv422p10le", "yuv444p10le"};
    static const std::vector<std::string_view> with_rgb = [] {
        auto formats = all;
        formats.push_back("rgb24");
        return formats;
    }();
    static const std::array<ClipFormat, 13> formats = {{
        {"mp4_h264", "MP4 with H.264", ".mp4", false, all},
        {"mp4_h265", "MP4 with H.265", ".mp4", false, all},
        {"mp4_av1", "MP4 with AV1", ".mp4", false, all},
        {"webm_vp9", "WebM with VP9", ".webm", false, all},
        {"webm_av1", "WebM with AV1", ".webm", false, all},
        {"gif", "GIF", ".gif", true, {}},
        {"webp", "animated WebP", ".webp", true, {}},
        {"apng", "animated PNG", ".png", true, {}},
        {"png_sequence", "PNG sequence", "", false, {}},
        {"jpeg_sequence", "JPEG sequence", "", false, {}},
        {"prores_422", "MOV with ProRes 422", ".mov", false, {}},
        {"prores_4444", "MOV with ProRes 4444", ".mov", false, {}},
        {"ffv1", "Matroska with FFV1", ".mkv", false, with_rgb},
    }};
    return formats;
}

bool is_available(const ClipFormat& format) {
    if (format.key == "gif" && !has_palette_filters()) return false;
    if (const VideoCodec* codec = find_video_codec(format.key)) return is_available(*codec);
    if (format.key == "png_sequence") return vips_has("pngsave_buffer");
    if (format.key == "jpeg_sequence") return vips_has("jpegsave_buffer");
    return true;
}

}  // namespace

std::span<const ClipFormat> clip_formats() {
    return table();
}

const ClipFormat& clip_format(std::string_view key) {
    const auto formats = clip_formats();
    const auto found =
        std::find_if(formats.begin(), formats.end(), [&](const ClipFormat& format) { return format.key == key; });
    if (found == formats.end())
        throw Error(ErrorCode::invalid_argument, "There is no format '" + std::string(key) + "' to write a clip in.");
    return *found;
}

std::vector<std::string> available_formats() {
    quiet_ffmpeg();
    std::vector<std::string> keys;
    for (const ClipFormat& format : clip_formats())
        if (is_available(format)) keys.emplace_back(format.key);
    return keys;
}

}  // namespace stillwave::media
