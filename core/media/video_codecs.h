#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "media/ffmpeg.h"

/// The encoders, muxers and options of FFmpeg for each format that FFmpeg writes. Internal to the room.
namespace stillwave::media {

/// An encoder's constant quality at the quality 0, 80 and 100 of the settings; it is linear in between.
struct QualityScale {
    int at_0 = 0;
    int at_80 = 0;
    int at_100 = 0;

    int at(int quality) const;
};

/// An encoder of FFmpeg that a format can be made with.
struct VideoEncoder {
    const char* name = "";
    QualityScale crf = {};  ///< all zero: the encoder has no such scale
    std::vector<std::pair<const char*, const char*>> options = {};
    int least_side = 1;                             ///< px; pictures with a shorter side go to the next encoder
    std::vector<AVPixelFormat> pixel_formats = {};  ///< the first is what auto means
};

/// How one format is written.
struct VideoCodec {
    std::string_view format;  ///< ClipFormat::key
    const char* muxer = "";
    std::vector<VideoEncoder> encoders;  ///< best first
    std::uint32_t tag = 0;               ///< 0: the muxer's own
    std::vector<std::pair<const char*, const char*>> muxer_options = {};
};

/// The row of a format (ClipFormat::key); null for formats that are written without FFmpeg.
const VideoCodec* find_video_codec(std::string_view format);

/// Whether this machine's FFmpeg has the muxer and one of the encoders.
bool is_available(const VideoCodec& codec);

/// The encoder for pictures of this size, by `pixel_format` (AV_PIX_FMT_NONE: auto); null where this machine has none.
const VideoEncoder* choose_encoder(const VideoCodec& codec, int width, int height, AVPixelFormat pixel_format);

}  // namespace stillwave::media
