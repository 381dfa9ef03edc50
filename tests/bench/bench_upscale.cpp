#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/rand.h>
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "enhance/upscaler.h"

namespace stillwave {
namespace {

/// The most memory that this process has held so far, MiB.
double peak_mib() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

at::Tensor frames(std::int64_t count) {
    return (at::rand({count, 3, 144, 256}, at::make_generator<at::CPUGeneratorImpl>(7)) * 255.0).to(at::kByte);
}

/// Upscales frames from 256x144 to 1024x576 with the shipped model; the argument is the tiles' length (0: the default).
void upscale(benchmark::State& state) {
    const enhance::Upscaler upscaler(STILLWAVE_RESOURCES "/models/realesr-animevideov3", at::kCPU, at::kFloat);
    const auto clip = frames(4);
    enhance::UpscaleOptions options;
    if (state.range(0) > 0) options.tile_px = static_cast<int>(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(upscaler.upscale(clip, options));
    state.counters["frames_per_second"] =
        benchmark::Counter(static_cast<double>(clip.size(0)), benchmark::Counter::kIsIterationInvariantRate);
    state.counters["peak_mib"] = peak_mib();
}
BENCHMARK(upscale)->Arg(0)->Arg(128)->Arg(64)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace stillwave
