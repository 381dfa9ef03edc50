#include "media/crop.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "media/colour.h"
#include "media/resample.h"
#include "types/error.h"

namespace stillwave::media {
namespace {

// Returns the start of a crop on one axis. The crop's centre is as near to `focus` (0..1) as the edges allow. All sizes
// are in px.
double place(double size, double length, double focus) {
    return std::clamp(focus * size - length / 2, 0.0, size - length);
}

}  // namespace

Crop crop_for(int photo_width, int photo_height, int target_width, int target_height, double focus_x, double focus_y) {
    assert(photo_width > 0 && photo_height > 0 && target_width > 0 && target_height > 0);
    Crop crop;
    crop.width = photo_width;
    crop.height = photo_height;
    // The aspects are compared in whole numbers, so that an equal aspect keeps the whole photo without rounding.
    const std::int64_t across = std::int64_t{photo_width} * target_height;
    const std::int64_t down = std::int64_t{photo_height} * target_width;
    if (across > down) crop.width = static_cast<double>(down) / target_height;
    if (across < down) crop.height = static_cast<double>(across) / target_width;
    crop.x = place(photo_width, crop.width, focus_x);
    crop.y = place(photo_height, crop.height, focus_y);
    return crop;
}

Image crop_and_resize(const Image& photo, const Crop& crop, int width, int height) {
    // A recipe holds the crop as text, so the last digits of an edge may differ.
    constexpr double slack_px = 1e-6;
    const bool inside = crop.x >= -slack_px && crop.y >= -slack_px && crop.x + crop.width <= photo.width + slack_px &&
                        crop.y + crop.height <= photo.height + slack_px;
    if (photo.empty() || width <= 0 || height <= 0 || !(crop.width > 0) || !(crop.height > 0) || !inside)
        throw Error(ErrorCode::invalid_argument,
                    "The crop " + std::to_string(crop.width) + " x " + std::to_string(crop.height) + " at " +
                        std::to_string(crop.x) + ", " + std::to_string(crop.y) + " to " + std::to_string(width) +
                        " x " + std::to_string(height) + " pixels is not a part of a photo of " +
                        std::to_string(photo.width) + " x " + std::to_string(photo.height) + " pixels.");
    const bool whole = crop.x == 0 && crop.y == 0 && crop.width == photo.width && crop.height == photo.height;
    if (whole && width == photo.width && height == photo.height) return photo;
    return resample_lanczos3(photo, crop, width, height);
}

FrameRectangle letterbox_rectangle(int photo_width, int photo_height, int frame_width, int frame_height) {
    assert(photo_width > 0 && photo_height > 0 && frame_width > 0 && frame_height > 0);
    const double scale =
        std::min(static_cast<double>(frame_width) / photo_width, static_cast<double>(frame_height) / photo_height);
    FrameRectangle rectangle;
    rectangle.width = std::clamp(static_cast<int>(std::lround(photo_width * scale)), 1, frame_width);
    rectangle.height = std::clamp(static_cast<int>(std::lround(photo_height * scale)), 1, frame_height);
    rectangle.x = (frame_width - rectangle.width) / 2;
    rectangle.y = (frame_height - rectangle.height) / 2;
    return rectangle;
}

Image letterbox(const Image& photo, int frame_width, int frame_height, const std::string& background) {
    const auto colour = parse_colour(background);
    const auto rectangle = letterbox_rectangle(photo.width, photo.height, frame_width, frame_height);
    const Crop whole{0, 0, static_cast<double>(photo.width), static_cast<double>(photo.height)};
    const Image fitted = crop_and_resize(photo, whole, rectangle.width, rectangle.height);
    if (fitted.width == frame_width && fitted.height == frame_height) return fitted;

    const std::size_t stride = static_cast<std::size_t>(frame_width) * Image::channels;
    std::vector<std::uint8_t> pixels(stride * static_cast<std::size_t>(frame_height));
    for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = colour[i % Image::channels];
    const std::size_t fitted_stride = static_cast<std::size_t>(fitted.width) * Image::channels;
    for (int row = 0; row < fitted.height; ++row)
        std::memcpy(pixels.data() + stride * static_cast<std::size_t>(rectangle.y + row) +
                        static_cast<std::size_t>(rectangle.x) * Image::channels,
                    fitted.data() + fitted_stride * static_cast<std::size_t>(row), fitted_stride);
    return Image(frame_width, frame_height, std::move(pixels));
}

}  // namespace stillwave::media
