#include <benchmark/benchmark.h>

#include <cmath>

#include "motion/interpolation.h"
#include "motion/loops.h"

namespace stillwave {
namespace {

/// A clip of smooth texture that moves to the left by a hundredth of the width from frame to frame.
Clip moving_texture(int width, int height, int frames) {
    Clip clip;
    clip.fps = 7;
    for (int t = 0; t < frames; ++t) {
        std::vector<std::uint8_t> rgb;
        rgb.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * Image::channels);
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                const double u = 60.0 * (x + 0.5) / width + 0.6 * t;
                const double v = 34.0 * (y + 0.5) / height;
                for (int c = 0; c < Image::channels; ++c) {
                    rgb.push_back(static_cast<std::uint8_t>(128.0 + 50.0 * std::sin(u + 0.7 * c) * std::cos(v) +
                                                            60.0 * std::sin(0.31 * u * v)));
                }
            }
        }
        clip.frames.emplace_back(width, height, std::move(rgb));
    }
    return clip;
}

/// Times interpolation in frames made a second, without the source frames that are passed on. Arguments: width, factor.
void interpolation(benchmark::State& state) {
    const int width = static_cast<int>(state.range(0));
    const int factor = static_cast<int>(state.range(1));
    const Clip clip = moving_texture(width, width * 9 / 16, 4);
    for (auto _ : state) {
        motion::interpolate_to(clip, {factor, 0.0, true}, [](Image frame) { benchmark::DoNotOptimize(frame); });
    }
    state.counters["frames"] =
        benchmark::Counter(static_cast<double>(state.iterations()) * 4.0 * (factor - 1), benchmark::Counter::kIsRate);
}
BENCHMARK(interpolation)->ArgsProduct({{512, 1024}, {2, 4}})->Unit(benchmark::kMillisecond)->UseRealTime();

/// Times loops in frames of the clip a second, through the search or the cross-fade and both seam scores. Arguments:
/// width, mode.
void loop_of_25_frames(benchmark::State& state) {
    const int width = static_cast<int>(state.range(0));
    const Clip clip = moving_texture(width, width * 9 / 16, 25);
    for (auto _ : state) {
        benchmark::DoNotOptimize(motion::make_loop(clip, {static_cast<motion::LoopMode>(state.range(1)), 0, 0}));
    }
    state.counters["frames"] =
        benchmark::Counter(static_cast<double>(state.iterations()) * 25.0, benchmark::Counter::kIsRate);
}
BENCHMARK(loop_of_25_frames)
    ->ArgsProduct({{512, 1024},
                   {static_cast<int>(motion::LoopMode::ping_pong), static_cast<int>(motion::LoopMode::best_cut),
                    static_cast<int>(motion::LoopMode::crossfade)}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace stillwave
