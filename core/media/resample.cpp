#include "media/resample.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <utility>
#include <vector>

namespace stillwave::media {
namespace {

constexpr double lobes = 3.0;

double lanczos(double x) {
    if (x == 0.0) return 1.0;
    if (std::abs(x) >= lobes) return 0.0;
    const double angle = std::numbers::pi * x;
    return lobes * std::sin(angle) * std::sin(angle / lobes) / (angle * angle);
}

// The source pixels of one target pixel on one axis, and their weights, which sum to 1.
struct Taps {
    int first = 0;
    std::vector<float> weights;
};

// Returns the taps of each target pixel on one axis, where [start, start + length) of `source_size` px becomes
// `target_size` px.
std::vector<Taps> make_taps(int source_size, double start, double length, int target_size) {
    const double scale = length / target_size;
    const double filter_scale = std::max(scale, 1.0);
    const double support = lobes * filter_scale;
    std::vector<Taps> all(static_cast<std::size_t>(target_size));
    for (int target = 0; target < target_size; ++target) {
        const double centre = start + (target + 0.5) * scale;
        const int first = std::max(static_cast<int>(centre - support + 0.5), 0);
        const int end = std::min(static_cast<int>(centre + support + 0.5), source_size);
        std::vector<double> weights;
        double sum = 0;
        for (int source = first; source < end; ++source) {
            weights.push_back(lanczos((source - centre + 0.5) / filter_scale));
            sum += weights.back();
        }
        auto& taps = all[static_cast<std::size_t>(target)];
        taps.first = first;
        for (const double weight : weights) taps.weights.push_back(static_cast<float>(weight / sum));
    }
    return all;
}

// Resamples one source row to `taps.size()` pixels.
void resample_row(const std::uint8_t* source, const std::vector<Taps>& taps, float* target) {
    for (const auto& [first, weights] : taps) {
        const std::uint8_t* pixel = source + static_cast<std::ptrdiff_t>(first) * Image::channels;
        float red = 0;
        float green = 0;
        float blue = 0;
        for (const float weight : weights) {
            red += weight * static_cast<float>(pixel[0]);
            green += weight * static_cast<float>(pixel[1]);
            blue += weight * static_cast<float>(pixel[2]);
            pixel += Image::channels;
        }
        target[0] = red;
        target[1] = green;
        target[2] = blue;
        target += Image::channels;
    }
}

}  // namespace

Image resample_lanczos3(const Image& photo, const Crop& crop, int width, int height) {
    const auto columns = make_taps(photo.width, crop.x, crop.width, width);
    const auto rows = make_taps(photo.height, crop.y, crop.height, height);

    // The first pass makes only the rows that the second pass reads.
    const int first_row = rows.front().first;
    const int end_row = rows.back().first + static_cast<int>(rows.back().weights.size());
    const std::size_t row_size = static_cast<std::size_t>(width) * Image::channels;
    const std::size_t photo_row_size = static_cast<std::size_t>(photo.width) * Image::channels;
    std::vector<float> narrow(row_size * static_cast<std::size_t>(end_row - first_row));
    for (int row = first_row; row < end_row; ++row)
        resample_row(photo.data() + photo_row_size * static_cast<std::size_t>(row), columns,
                     narrow.data() + row_size * static_cast<std::size_t>(row - first_row));

    std::vector<std::uint8_t> pixels(row_size * static_cast<std::size_t>(height));
    std::vector<float> sums(row_size);
    std::uint8_t* target = pixels.data();
    for (const auto& [first, weights] : rows) {
        std::fill(sums.begin(), sums.end(), 0.0F);
        const float* source = narrow.data() + row_size * static_cast<std::size_t>(first - first_row);
        for (const float weight : weights) {
            for (std::size_t i = 0; i < row_size; ++i) sums[i] += weight * source[i];
            source += row_size;
        }
        for (const float sum : sums) *target++ = static_cast<std::uint8_t>(std::clamp(sum + 0.5F, 0.0F, 255.0F));
    }
    return Image(width, height, std::move(pixels));
}

}  // namespace stillwave::media
