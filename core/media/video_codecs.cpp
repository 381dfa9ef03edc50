#include "media/video_codecs.h"

#include <algorithm>
#include <cmath>

namespace stillwave::media {
namespace {

const std::vector<VideoCodec>& codecs() {
    constexpr auto f420 = AV_PIX_FMT_YUV420P;
    constexpr auto f422 = AV_PIX_FMT_YUV422P;
    constexpr auto f444 = AV_PIX_FMT_YUV444P;
    constexpr auto f420_10 = AV_PIX_FMT_YUV420P10LE;
    constexpr auto f422_10 = AV_PIX_FMT_YUV422P10LE;
    constexpr auto f444_10 = AV_PIX_FMT_YUV444P10LE;
    // The index stands at the file's start, so that a browser can play before it has loaded the whole file.
    const std::vector<std::pair<const char*, const char*>> mp4 = {{"movflags", "faststart"}};
    // QuickTime's own comment holds 65,535 bytes at most; its newer keys hold any length.
    const std::vector<std::pair<const char*, const char*>> mov = {{"movflags", "faststart+use_metadata_tags"}};
    // SVT-AV1 would be four times as fast, but its version 1.4 hangs where an encoding is cancelled.
    const std::vector<VideoEncoder> av1 = {{"libaom-av1",
                                            {60, 18, 1},
                                            {{"cpu-used", "6"}, {"row-mt", "1"}, {"b", "0"}},
                                            1,
                                            {f420, f422, f444, f420_10, f422_10, f444_10}}};
    static const std::vector<VideoCodec> table = {
        {"mp4_h264",
         "mp4",
         {{"libx264", {42, 18, 1}, {{"preset", "medium"}}, 1, {f420, f422, f444, f420_10, f422_10, f444_10}}},
         0,
         mp4},
        {"mp4_h265",
         "mp4",
         {{"libx265",
           {44, 20, 1},
           {{"preset", "medium"}, {"x265-params", "log-level=none"}},
           16,
           {f420, f422, f444, f420_10, f422_10, f444_10}}},
         // Apple's players take H.265 only under this tag.
         MKTAG('h', 'v', 'c', '1'),
         mp4},
        {"mp4_av1", "mp4", av1, 0, mp4},
        {"webm_vp9",
         "webm",
         {{"libvpx-vp9",
           {60, 20, 1},
           {{"deadline", "good"}, {"cpu-used", "4"}, {"row-mt", "1"}, {"b", "0"}},
           1,
           {f420, f422, f444, f420_10, f422_10, f444_10}}},
         0,
         {}},
        {"webm_av1", "webm", av1, 0, {}},
        {"gif", "gif", {{"gif", {}, {}, 1, {AV_PIX_FMT_PAL8}}}, 0, {}},
        {"apng", "apng", {{"apng", {}, {{"pred", "mixed"}}, 1, {AV_PIX_FMT_RGB24}}}, 0, {}},
        {"prores_422", "mov", {{"prores_ks", {}, {{"vendor", "apl0"}}, 1, {f422_10}}}, 0, mov},
        {"prores_4444", "mov", {{"prores_ks", {}, {{"vendor", "apl0"}}, 1, {f444_10}}}, 0, mov},
        {"ffv1",
         "matroska",
         {{"ffv1",
           {},
           {{"level", "3"}, {"g", "1"}, {"slicecrc", "1"}},
           1,
           {AV_PIX_FMT_BGR0, f420, f422, f444, f420_10, f422_10, f444_10}}},
         0,
         {}},
    };
    return table;
}

}  // namespace

int QualityScale::at(int quality) const {
    const double value =
        quality <= 80 ? at_0 + (at_80 - at_0) * quality / 80.0 : at_80 + (at_100 - at_80) * (quality - 80) / 20.0;
    return static_cast<int>(std::lround(value));
}

const VideoCodec* find_video_codec(std::string_view format) {
    const auto& table = codecs();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const VideoCodec& codec) { return codec.format == format; });
    return found == table.end() ? nullptr : &*found;
}

bool is_available(const VideoCodec& codec) {
    return av_guess_format(codec.muxer, nullptr, nullptr) &&
           std::any_of(codec.encoders.begin(), codec.encoders.end(),
                       [](const VideoEncoder& encoder) { return avcodec_find_encoder_by_name(encoder.name); });
}

const VideoEncoder* choose_encoder(const VideoCodec& codec, int width, int height, AVPixelFormat pixel_format) {
    if (!av_guess_format(codec.muxer, nullptr, nullptr)) return nullptr;
    for (const VideoEncoder& encoder : codec.encoders) {
        const bool takes_format = pixel_format == AV_PIX_FMT_NONE ||
                                  std::find(encoder.pixel_formats.begin(), encoder.pixel_formats.end(), pixel_format) !=
                                      encoder.pixel_formats.end();
        if (takes_format && std::min(width, height) >= encoder.least_side && avcodec_find_encoder_by_name(encoder.name))
            return &encoder;
    }
    return nullptr;
}

}  // namespace stillwave::media
