#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "media/ffmpeg.h"

/// The encoders, muxers and options of FFmpeg for each format that FFmpeg writes. Internal to the room.
namespace stillwave::media {

/// The constant quality that an encoder uses for the quality 0, 80 and 100 of the settings. It is linear in between.
struct QualityScale {
    int at_0 = 0;
    int at_80 = 0;
    int at_100 = 0;

    int at(int quality) const;
};

/// An encoder of FFmpeg that a format can be made with.
struct VideoEncoder {
    const char* name = "";
    QualityScale crf = {};  ///< all zero where the encoder has no such scale
    std::vector<std::pair<const char*, const char*>> options = {};
    int least_side = 1;                             ///< px; smaller frames go to the next encoder
    std::vector<AVPixelFormat> pixel_formats = {};  ///< the first one is used for auto
};

/// The muxer, the encoders and the options that write one format.
struct VideoCodec {
    std::string_view format;  ///< ClipFormat::key
    const char* muxer = "";
    std::vector<VideoEncoder> encoders;  ///< best first
    std::uint32_t tag = 0;               ///< the codec tag; 0 for the muxer's own
    std::vector<std::pair<const char*, const char*>> muxer_options = {};
};

/// Returns the row of a format (ClipFormat::key); null for formats that are written without FFmpeg.
const VideoCodec* find_video_codec(std::string_view format);

/// Whether this machine's FFmpeg has the muxer and one of the encoders.
bool is_available(const VideoCodec& codec);

/// Returns the encoder for frames of this size in `pixel_format` (AV_PIX_FMT_NONE for auto); null where this machine
/// has none.
const VideoEncoder* choose_encoder(const VideoCodec& codec, int width, int height, AVPixelFormat pixel_format);

}  // namespace stillwave::media
