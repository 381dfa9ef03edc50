#pragma once

#include <vector>

#include "media/ffmpeg.h"
#include "types/image.h"

namespace stillwave::media {

/// Converts sRGB frames to an encoder's pixel format with libswscale; YUV is BT.709 in video range. The encoder's size
/// may be one column and one row larger than the frames; the last column and row are repeated then. Internal to the
/// room.
class FrameScaler {
  public:
    /// `width` and `height` are those of the encoder, px. Throws Error(internal) for a format that libswscale cannot
    /// write.
    FrameScaler(int width, int height, AVPixelFormat format);

    /// Returns the frame in the encoder's format, valid until the next call. The caller sets its pts.
    AVFrame* convert(const Image& image);

  private:
    const std::uint8_t* padded(const Image& image);

    int width_;
    int height_;
    ScalerPtr scaler_;
    FramePtr frame_;
    std::vector<std::uint8_t> padded_;
};

}  // namespace stillwave::media
