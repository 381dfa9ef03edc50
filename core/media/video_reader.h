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
    int plays = 1;                ///< times that the file says it plays; 0: for ever
    std::string codec;            ///< h264
    std::string pixel_format;     ///< yuv420p
    std::string color_space;      ///< bt709; this and the next three are "unknown" where the file has no tag
    std::string color_primaries;  ///< bt709
    std::string color_transfer;   ///< bt709
    std::string color_range;      ///< tv
    std::map<std::string, std::string> metadata;  ///< keys in lower case
};

/// Reads the properties of a local MP4, MOV, Matroska or WebM file, an animated GIF, WebP or PNG, or a folder of
/// frames, without decoding all of it. No other file is opened, whatever the file refers to. Blocks. Throws
/// Error(clip_unreadable).
VideoInfo read_video_info(const std::filesystem::path& path);

/// Decodes all frames of such a file to sRGB by their colour tags, 4 GiB at most. Blocks. Throws
/// Error(clip_unreadable), and Error(photo_unreadable) for a damaged picture in a folder.
Clip read_clip(const std::filesystem::path& path);

}  // namespace stillwave::media
