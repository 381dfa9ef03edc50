#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "media/ffmpeg.h"

/// What FFmpeg is asked for each format that it writes. Internal to the room.
namespace stillwave::media {

/// An encoder's constant-quality scale at quality 0, 80 and 100 of ours, linear in between.
struct QualityScale {
    int at_0 = 0;
    int at_80 = 0;
    int at_100 = 0;

    int at(int quality) const;
};

/// One of FFmpeg's encoders that can make a format.
struct VideoEncoder {
    const char* name = "";
    QualityScale crf = {};  ///< all zero: it has no such scale
    std::vector<std::pair<const char*, const char*>> options = {};
    int least_side = 1;                             ///< px; smaller pictures go to the next encoder
    std::vector<AVPixelFormat> pixel_formats = {};  ///< the first is what auto means
};

struct VideoCodec {
    std::string_view format;  ///< ClipFormat::key
    const char* muxer = "";
    std::vector<VideoEncoder> encoders;  ///< best first
    std::uint32_t tag = 0;               ///< 0: the muxer's own
    std::vector<std::pair<const char*, const char*>> muxer_options = {};
};

/// Null for formats that are written without FFmpeg.
const VideoCodec* find_video_codec(std::string_view format);

/// Whether this machine's FFmpeg has one of the encoders, and the muxer.
bool is_available(const VideoCodec& codec);

/// The encoder for pictures of this size, by `pixel_format` (AV_PIX_FMT_NONE: auto); null where this machine has none.
const VideoEncoder* choose_encoder(const VideoCodec& codec, int width, int height, AVPixelFormat pixel_format);

}  // namespace stillwave::media
