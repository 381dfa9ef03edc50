#include "media/frame_scaler.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "types/error.h"

namespace stillwave::media {
namespace {

void check(int result) {
    if (result < 0)
        throw Error(ErrorCode::internal, "A frame cannot be brought into the encoder's pixel format.",
                    ffmpeg_error(result));
}

// Frames carry the colour tags too, because some encoders, such as the one for ProRes, read them only there.
void tag_colours(AVFrame& frame, bool rgb) {
    frame.color_primaries = AVCOL_PRI_BT709;
    frame.color_trc = rgb ? AVCOL_TRC_IEC61966_2_1 : AVCOL_TRC_BT709;
    frame.colorspace = rgb ? AVCOL_SPC_RGB : AVCOL_SPC_BT709;
    frame.color_range = rgb ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
}

}  // namespace

// The matrix and the chroma positions are set, because libswscale uses BT.601 and centred chroma by default.
FrameScaler::FrameScaler(int width, int height, AVPixelFormat format) : width_(width), height_(height) {
    scaler_.reset(allocated(sws_alloc_context()));
    const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(format);
    const bool rgb = (description->flags & AV_PIX_FMT_FLAG_RGB) != 0;
    const std::pair<const char*, int> settings[] = {
        {"srcw", width},
        {"srch", height},
        {"src_format", AV_PIX_FMT_RGB24},
        {"src_range", 1},
        {"dstw", width},
        {"dsth", height},
        {"dst_format", format},
        {"dst_range", rgb ? 1 : 0},
        {"dst_h_chr_pos", description->log2_chroma_w > 0 ? 0 : -513},
        {"dst_v_chr_pos", description->log2_chroma_h > 0 ? 128 : -513},
        {"sws_flags", SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP | SWS_FULL_CHR_H_INT}};
    for (const auto& [key, value] : settings) check(av_opt_set_int(scaler_.get(), key, value, 0));
    check(sws_init_context(scaler_.get(), nullptr, nullptr));
    const int* bt709 = sws_getCoefficients(SWS_CS_ITU709);
    constexpr int unchanged = 1 << 16;
    // A target in RGB has no matrix to set.
    if (!rgb) check(sws_setColorspaceDetails(scaler_.get(), bt709, 1, bt709, 0, 0, unchanged, unchanged));
    frame_.reset(allocated(av_frame_alloc()));
    frame_->format = format;
    frame_->width = width;
    frame_->height = height;
    tag_colours(*frame_, rgb);
    check(av_frame_get_buffer(frame_.get(), 0));
}

AVFrame* FrameScaler::convert(const Image& image) {
    check(av_frame_make_writable(frame_.get()));
    const std::uint8_t* rows[] = {padded(image)};
    const int stride[] = {width_ * Image::channels};
    check(sws_scale(scaler_.get(), rows, stride, 0, height_, frame_->data, frame_->linesize));
    return frame_.get();
}

const std::uint8_t* FrameScaler::padded(const Image& image) {
    if (image.width == width_ && image.height == height_) return image.data();
    const std::size_t stride = static_cast<std::size_t>(width_) * Image::channels;
    const std::size_t image_stride = static_cast<std::size_t>(image.width) * Image::channels;
    padded_.resize(stride * static_cast<std::size_t>(height_));
    for (int y = 0; y < height_; ++y) {
        const std::uint8_t* source =
            image.data() + image_stride * static_cast<std::size_t>(std::min(y, image.height - 1));
        std::uint8_t* target = padded_.data() + stride * static_cast<std::size_t>(y);
        std::memcpy(target, source, image_stride);
        if (stride != image_stride)
            std::memcpy(target + image_stride, source + image_stride - Image::channels, Image::channels);
    }
    return padded_.data();
}

}  // namespace stillwave::media
