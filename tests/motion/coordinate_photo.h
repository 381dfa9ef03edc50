#pragma once

#include <functional>
#include <vector>

#include "motion/mask.h"
#include "support/refusal.h"
#include "types/image.h"

/// A photo whose colours tell each pixel's place, so that a frame made from it tells to half a grey level (0.25 px
/// across, 0.17 px down) where each of its pixels came from.
namespace stillwave::motion {

inline constexpr int coordinate_width = 121, coordinate_height = 81;

inline Image drawn(int width, int height, const std::function<void(int x, int y, std::uint8_t* rgb)>& paint) {
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width * height * Image::channels));
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) paint(x, y, &pixels[static_cast<std::size_t>((y * width + x) * 3)]);
    return {width, height, std::move(pixels)};
}

inline Image coordinate_photo() {
    return drawn(coordinate_width, coordinate_height, [](int x, int y, std::uint8_t* rgb) {
        rgb[0] = static_cast<std::uint8_t>(2 * x);
        rgb[1] = static_cast<std::uint8_t>(3 * y);
        rgb[2] = 77;
    });
}

struct Place {
    double x, y;
};

/// Where the pixel of a frame came from.
inline Place source_of(const Image& frame, int x, int y) {
    const auto* rgb = frame.data() + (static_cast<std::ptrdiff_t>(y) * frame.width + x) * 3;
    return {rgb[0] / 2.0, rgb[1] / 3.0};
}

inline int value_at(const Mask& mask, int x, int y) {
    return mask.values[static_cast<std::size_t>(y * mask.width + x)];
}

/// A mask of a rectangle.
inline Mask rectangle(int width, int height, int left, int top, int right, int bottom) {
    Mask mask{width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width * height))};
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x) mask.values[static_cast<std::size_t>(y * width + x)] = 255;
    return mask;
}

using test::refusal;

}  // namespace stillwave::motion
