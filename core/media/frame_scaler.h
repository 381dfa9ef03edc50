#pragma once

#include <vector>

#include "media/ffmpeg.h"
#include "types/image.h"

namespace stillwave::media {

/// Brings sRGB pictures into an encoder's pixel format: BT.709 in video range where that is YUV. The encoder's size may
/// be one column and one row larger than the pictures; these repeat the last ones. Internal to the room.
class FrameScaler {
  public:
    /// Throws Error(internal) for a format that libswscale does not make.
    FrameScaler(int width, int height, AVPixelFormat format);

    /// The picture in the encoder's format, valid until the next call; its pts is for the caller to set.
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
