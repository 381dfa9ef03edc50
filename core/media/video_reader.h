#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "types/clip.h"

namespace stillwave::media {

/// The properties of a clip's file; names are FFmpeg's.
struct VideoInfo {
    int width = 0;   ///< px
    int height = 0;  ///< px
    int frame_count = 0;
    double fps = 0;               ///< frames a second, on average; 0 for a folder of frames, which has none
    int plays = 1;                ///< how often the file says that it plays; 0: for ever
    std::string codec;            ///< such as h264
    std::string pixel_format;     ///< such as yuv420p
    std::string color_space;      ///< such as bt709; this and the next three are "unknown" where the file has no tag
    std::string color_primaries;  ///< bt709
    std::string color_transfer;   ///< bt709
    std::string color_range;      ///< such as tv, which is video range
    std::map<std::string, std::string> metadata;  ///< keys in lower case
};

/// Reads the properties of a local MP4, MOV, Matroska or WebM file, an animated GIF, WebP or PNG, or a folder of
/// frames, without decoding all of it. No other file is opened, whatever the file refers to. The call blocks. Throws
/// Error(clip_unreadable).
VideoInfo read_video_info(const std::filesystem::path& path);

/// Decodes all frames of a file or folder that read_video_info() reads to sRGB by their colour tags, 4 GiB at most. The
/// call blocks. Throws Error(clip_unreadable), and Error(photo_unreadable) for a damaged picture in a folder.
Clip read_clip(const std::filesystem::path& path);

}  // namespace stillwave::media
