#pragma once

#include <string>

#include "types/image.h"

namespace stillwave::media {

/// A rectangle in a photo, in px of the photo. Its edges may lie inside pixels.
struct Crop {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    bool operator==(const Crop&) const = default;
};

/// A rectangle in a frame, in whole px.
struct FrameRectangle {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    bool operator==(const FrameRectangle&) const = default;
};

/// Returns the largest rectangle in the photo that has exactly the target's aspect. Its centre is as near as the
/// photo's edges allow to the focus point (0 is the left or top of the photo, 1 the right or bottom). All sizes are at
/// least 1 px; the target may be larger than the photo.
Crop crop_for(int photo_width, int photo_height, int target_width, int target_height, double focus_x, double focus_y);

/// Cuts the crop out of the photo and scales it to width x height px by Lanczos filtering with three lobes. Where the
/// crop shrinks, the filter is widened, so that fine detail does not alias. Pixel centres keep their places. A whole
/// photo that already has the size is returned byte for byte. Throws Error(invalid_argument) for a crop that is empty
/// or not inside the photo.
Image crop_and_resize(const Image& photo, const Crop& crop, int width, int height);

/// Returns the rectangle that the whole photo covers in a frame of that size when it is fitted between bars.
FrameRectangle letterbox_rectangle(int photo_width, int photo_height, int frame_width, int frame_height);

/// Makes a frame that shows the whole photo between bars of the colour `background`, "#rrggbb". Throws
/// Error(invalid_argument) where `background` is no colour.
Image letterbox(const Image& photo, int frame_width, int frame_height, const std::string& background);

}  // namespace stillwave::media
