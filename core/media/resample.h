#pragma once

#include "media/crop.h"
#include "types/image.h"

namespace stillwave::media {

/// Separable Lanczos resampling of a box with fractions, after Pillow's Image.resize(box=..., LANCZOS), but without
/// rounding between the two passes. Written here because no library at hand takes such a box: libvips and OpenCV
/// start at whole pixels. `crop` lies inside the photo. Internal to the room.
Image resample_lanczos3(const Image& photo, const Crop& crop, int width, int height);

}  // namespace stillwave::media
