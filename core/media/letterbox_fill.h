#pragma once

#include "media/crop.h"
#include "types/image.h"

namespace stillwave::media {

/// The picture inside a letterboxed frame, without the bars: frame and rectangle as `letterbox` and
/// `letterbox_rectangle` make them, or both enlarged by one factor. Throws Error(invalid_argument) for a rectangle that
/// is empty or not inside the frame, here and below.
Image crop_to(const Image& frame, const FrameRectangle& picture);

/// The frame with a blurred copy of the picture, enlarged until it covers the frame, in place of the bars.
Image blur_bars(const Image& frame, const FrameRectangle& picture);

/// `picture` in a frame whose sides are `scale` times as long, in whole pixels that lie inside the picture.
FrameRectangle scaled(const FrameRectangle& picture, double scale_x, double scale_y);

}  // namespace stillwave::media
