#pragma once

#include <string>

#include "types/image.h"

namespace stillwave::media {

/// A part of a photo in its pixels; edges may lie within pixels.
struct Crop {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    bool operator==(const Crop&) const = default;
};

/// A part of a frame in whole pixels.
struct FrameRectangle {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    bool operator==(const FrameRectangle&) const = default;
};

/// The largest part of the photo that has the target's aspect, placed so that its centre is as near as the photo's
/// edges allow to the focus point (0 left or top .. 1 right or bottom of the photo). All sizes are at least 1 px.
Crop crop_for(int photo_width, int photo_height, int target_width, int target_height, double focus_x, double focus_y);

/// The part of the photo, at the size asked for, by Lanczos filtering with three lobes, widened where it shrinks so
/// that fine detail does not alias. Pixel centres keep their places. A whole photo that already has the size is
/// returned as it is, byte for byte. Throws Error(invalid_argument) for a part that is empty or outside the photo.
Image crop_and_resize(const Image& photo, const Crop& crop, int width, int height);

/// Where the whole photo lies in a frame of that size when it is fitted between bars.
FrameRectangle letterbox_rectangle(int photo_width, int photo_height, int frame_width, int frame_height);

/// The whole photo between bars of the background "#rrggbb". Throws Error(invalid_argument) for another text.
Image letterbox(const Image& photo, int frame_width, int frame_height, const std::string& background);

}  // namespace stillwave::media
