#pragma once

#include "media/crop.h"
#include "types/image.h"

namespace stillwave::media {

/// Cuts the picture out of a letterboxed frame. letterbox() and letterbox_rectangle() make the frame and the rectangle;
/// both may have been enlarged by one factor. Throws Error(invalid_argument) for a rectangle that is empty or not
/// inside the frame.
Image crop_to(const Image& frame, const FrameRectangle& picture);

/// Replaces the bars of a letterboxed frame by a blurred copy of its picture that covers the whole frame. Throws
/// Error(invalid_argument) as crop_to() does, and Error(internal) where libvips fails.
Image blur_bars(const Image& frame, const FrameRectangle& picture);

/// Returns the rectangle of the picture after the frame was enlarged by these factors, without pixels that only partly
/// show the picture.
FrameRectangle scaled(const FrameRectangle& picture, double scale_x, double scale_y);

}  // namespace stillwave::media
