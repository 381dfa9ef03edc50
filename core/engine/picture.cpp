#include "engine/picture.h"

#include <algorithm>
#include <cmath>

#include "media/crop.h"

namespace stillwave {
namespace {

int side_px(double length) {
    return std::max(1, static_cast<int>(std::lround(length)));
}

}  // namespace

Picture fit_photo(const Image& photo, const AnimationSettings& settings) {
    const auto width = static_cast<int>(settings.width);
    const auto height = static_cast<int>(settings.height);
    if (settings.fit == "letterbox")
        return {media::letterbox(photo, width, height, settings.background),
                {0, 0, static_cast<double>(photo.width), static_cast<double>(photo.height)}};
    const auto crop = media::crop_for(photo.width, photo.height, width, height, settings.focus_x, settings.focus_y);
    return {media::crop_and_resize(photo, crop, width, height), {crop.x, crop.y, crop.width, crop.height}};
}

Image full_resolution(const Image& photo, const Picture& picture, const AnimationSettings& settings) {
    const auto width = static_cast<int>(settings.width);
    const auto height = static_cast<int>(settings.height);
    // The frame's size at which the photo keeps all its pixels. Only the limit below shrinks it.
    double frame_width = picture.crop.width, frame_height = picture.crop.height;
    if (settings.fit == "letterbox") {
        const auto inside = media::letterbox_rectangle(photo.width, photo.height, width, height);
        const double scale = std::max(static_cast<double>(photo.width) / inside.width,
                                      static_cast<double>(photo.height) / inside.height);
        frame_width = width * scale;
        frame_height = height * scale;
    }
    const double shrink =
        std::min(1.0, static_cast<double>(settings.detail_size) / std::max(frame_width, frame_height));
    const int full_width = side_px(frame_width * shrink), full_height = side_px(frame_height * shrink);
    if (settings.fit == "letterbox") return media::letterbox(photo, full_width, full_height, settings.background);
    const auto& [x, y, crop_width, crop_height] = picture.crop;
    return media::crop_and_resize(photo, {x, y, crop_width, crop_height}, full_width, full_height);
}

}  // namespace stillwave
