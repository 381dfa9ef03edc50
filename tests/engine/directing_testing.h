#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <vector>

#include "media/picture_encoder.h"
#include "types/controls.h"
#include "types/image.h"

/// Areas, painted pictures and comparisons for the tests of directed clips.
namespace stillwave::test {

/// A rectangle in parts of the photo.
struct Part {
    double left, top, right, bottom;

    bool holds(double x, double y) const { return x >= left && x <= right && y >= top && y <= bottom; }
};

inline PhotoArea area_of(const Part& part) {
    PhotoArea area;
    area.polygon = {{part.left, part.top}, {part.right, part.top}, {part.right, part.bottom}, {part.left, part.bottom}};
    area.feather = 0;
    return area;
}

inline Image painted(int width, int height, const std::function<std::uint8_t(int x, int y)>& grey) {
    std::vector<std::uint8_t> rgb;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) rgb.insert(rgb.end(), 3, grey(x, y));
    return {width, height, std::move(rgb)};
}

inline Image flat(int width, int height, std::uint8_t level) {
    return painted(width, height, [&](int, int) { return level; });
}

/// A picture of that size that is white in the part and black elsewhere.
inline Image mask_picture(int width, int height, const Part& part) {
    return painted(width, height, [&](int x, int y) {
        return part.holds((x + 0.5) / width, (y + 0.5) / height) ? std::uint8_t{255} : std::uint8_t{0};
    });
}

inline std::filesystem::path write_png(const std::filesystem::path& path, const Image& image) {
    std::ofstream(path, std::ios::binary) << media::encode_png(image);
    return path;
}

inline int level_at(const Image& image, int x, int y) {
    return image.data()[(static_cast<std::ptrdiff_t>(y) * image.width + x) * Image::channels];
}

inline bool same_frames(const std::vector<Image>& one, const std::vector<Image>& other) {
    return std::ranges::equal(
        one, other, {}, [](const Image& frame) { return *frame.pixels; },
        [](const Image& frame) { return *frame.pixels; });
}

inline double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

}  // namespace stillwave::test
