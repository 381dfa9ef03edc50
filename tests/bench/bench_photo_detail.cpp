#include <benchmark/benchmark.h>

#include <cmath>

#include "motion/photo_detail.h"

namespace stillwave {
namespace {

/// A frame of smooth texture that is moved to the left by `shift` (a part of the width).
Image texture(int width, int height, double shift) {
    std::vector<std::uint8_t> rgb;
    rgb.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * Image::channels);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double u = 60.0 * (x + 0.5) / width + 60.0 * shift;
            const double v = 34.0 * (y + 0.5) / height;
            for (int c = 0; c < Image::channels; ++c) {
                const double level = 128.0 + 50.0 * std::sin(u + 0.7 * c) * std::cos(v) + 60.0 * std::sin(0.31 * u * v);
                rgb.push_back(static_cast<std::uint8_t>(level));
            }
        }
    }
    return Image(width, height, std::move(rgb));
}

/// Times photo detail on model frames of 256x144. The argument is the result's width.
void photo_detail_14_frames(benchmark::State& state) {
    const int width = static_cast<int>(state.range(0));
    Clip model;
    model.fps = 7;
    for (int t = 0; t < 14; ++t) {
        model.frames.push_back(texture(256, 144, 0.001 * t));
    }
    const Image photo = texture(width, width * 9 / 16, 0.0);
    for (auto _ : state) {
        benchmark::DoNotOptimize(motion::photo_detail(model, photo, {width, false}));
    }
}
BENCHMARK(photo_detail_14_frames)
    ->Arg(640)
    ->Arg(1536)
    ->Arg(2048)
    ->Arg(3840)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace stillwave
