// Times the layers and stages of the full-size UNet at the sizes of a clip of 14 frames of 256x256, level by level (0
// is the finest), in float32 with random weights. Prints FLOP/s, or the bytes/s of input and output for work without
// FLOP.
#include <ATen/TensorOperators.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/conv3d.h>
#include <ATen/ops/full.h>
#include <ATen/ops/randn.h>
#include <benchmark/benchmark.h>
#include <c10/core/InferenceMode.h>

#include <array>
#include <cmath>

#include "nn/convolution.h"
#include "nn/group_norm.h"
#include "nn/layers.h"
#include "nn/operation_counter.h"
#include "svd/attention.h"
#include "svd/resnet.h"
#include "svd/transformer_temporal.h"

using namespace stillwave;

namespace {

constexpr std::int64_t frames = 14, temb_channels = 1280, context_width = 1024;

struct Level {
    std::int64_t channels, side, heads;
    std::int64_t pixels() const { return side * side; }
};

Level level_of(const benchmark::State& state) {
    static constexpr std::array<Level, 3> levels = {{{320, 32, 5}, {640, 16, 10}, {1280, 8, 20}}};
    return levels[static_cast<std::size_t>(state.range(0))];
}

/// Builds a layer by `make` with random weights of the shapes that it asks for.
template <typename Make>
auto random_layer(const Make& make) {
    const auto recording = nn::Weights::recording();
    make(recording);
    nn::NamedTensors tensors;
    for (const auto& [key, shape] : recording.asked()) {
        std::int64_t inputs = 1;
        for (std::size_t i = 1; i < shape.size(); ++i) inputs *= shape[i];
        tensors[key] = at::randn(shape) / std::sqrt(static_cast<double>(inputs));
    }
    return make(nn::Weights(std::move(tensors), "random"));
}

/// Times `work` and prints its rate: FLOP/s, whose FLOP are counted in a run of their own, or `bytes` a second where it
/// has no FLOP.
template <typename Work>
void measure(benchmark::State& state, const Work& work, std::int64_t bytes = 0) {
    const c10::InferenceMode inference;
    work();
    nn::OperationCounter counter;
    work();
    const auto flop = counter.take().flop;
    for (auto _ : state) work();
    const auto runs = static_cast<double>(state.iterations());
    if (flop > 0) state.counters["FLOP/s"] = benchmark::Counter(flop * runs, benchmark::Counter::kIsRate);
    if (bytes > 0) {
        state.counters["B/s"] = benchmark::Counter(static_cast<double>(bytes) * runs, benchmark::Counter::kIsRate);
    }
}

void linear(benchmark::State& state) {
    const auto [channels, side, heads] = level_of(state);
    const auto layer =
        random_layer([&](const nn::Weights& weights) { return nn::Linear(weights, channels, channels); });
    const auto input = at::randn({frames, side * side, channels});
    measure(state, [&] { benchmark::DoNotOptimize(layer.forward(input)); });
}

nn::Conv2d random_convolution(std::int64_t channels) {
    return random_layer([&](const nn::Weights& weights) { return nn::Conv2d(weights, channels, channels, 3, 1, 1); });
}

void conv2d(benchmark::State& state) {
    const auto [channels, side, heads] = level_of(state);
    const auto layer = random_convolution(channels);
    const auto input = at::randn({frames, channels, side, side}).contiguous(at::MemoryFormat::ChannelsLast);
    measure(state, [&] { benchmark::DoNotOptimize(layer.forward(input)); });
}

void conv2d_given_channels_first(benchmark::State& state) {
    const auto [channels, side, heads] = level_of(state);
    const auto layer = random_convolution(channels);
    const auto input = at::randn({frames, channels, side, side});
    measure(state, [&] { benchmark::DoNotOptimize(layer.forward(input)); });
}

void libtorch_conv2d_channels_first(benchmark::State& state) {
    const auto [channels, side, heads] = level_of(state);
    const auto input = at::randn({frames, channels, side, side});
    const auto weight = at::randn({channels, channels, 3, 3}), bias = at::randn({channels});
    measure(state, [&] { benchmark::DoNotOptimize(at::conv2d(input, weight, bias, 1, 1)); });
}

void temporal_conv(benchmark::State& state) {
    const auto [channels, side, heads] = level_of(state);
    const auto layer =
        random_layer([&](const nn::Weights& weights) { return nn::TemporalConv(weights, channels, channels); });
    const auto input = at::randn({frames, side * side, channels});
    measure(state, [&] { benchmark::DoNotOptimize(layer.forward(input)); });
}

void libtorch_temporal_conv3d(benchmark::State& state) {
    const auto [channels, side, heads] = level_of(state);
    const auto input = at::randn({1, channels, frames, side, side});
    const auto weight = at::randn({channels, channels, 3, 1, 1}), bias = at::randn({channels});
    const std::array<std::int64_t, 3> stride = {1, 1, 1}, padding = {1, 0, 0};
    measure(state, [&] { benchmark::DoNotOptimize(at::conv3d(input, weight, bias, stride, padding)); });
}

void group_norm_silu(benchmark::State& state) {
    const auto [channels, side, heads] = level_of(state);
    const auto layer = random_layer([&](const nn::Weights& weights) { return nn::GroupNorm(weights, channels, 1e-5); });
    const auto input = at::randn({frames, channels, side, side}).contiguous(at::MemoryFormat::ChannelsLast);
    measure(
        state, [&] { benchmark::DoNotOptimize(layer.forward_silu(input)); },
        2 * static_cast<std::int64_t>(input.nbytes()));
}

void layer_norm(benchmark::State& state) {
    const auto [channels, side, heads] = level_of(state);
    const auto layer = random_layer([&](const nn::Weights& weights) { return nn::LayerNorm(weights, channels); });
    const auto input = at::randn({frames, side * side, channels});
    measure(
        state, [&] { benchmark::DoNotOptimize(layer.forward(input)); }, 2 * static_cast<std::int64_t>(input.nbytes()));
}

void geglu_feed_forward(benchmark::State& state) {
    const auto [channels, side, heads] = level_of(state);
    const auto norm = random_layer([&](const nn::Weights& weights) { return nn::LayerNorm(weights, channels); });
    const auto layer = random_layer([&](const nn::Weights& weights) { return svd::FeedForward(weights, channels); });
    const auto input = at::randn({frames, side * side, channels});
    auto sum = input.clone();
    measure(state, [&] { layer.add_to(sum, norm, svd::WorkLayout().piece_bytes); });
}

svd::Attention random_attention(const Level& level) {
    return random_layer(
        [&](const nn::Weights& weights) { return svd::Attention(weights, level.channels, level.heads); });
}

void spatial_attention(benchmark::State& state) {
    const auto level = level_of(state);
    const auto layer = random_attention(level);
    const auto input = at::randn({frames, level.pixels(), level.channels});
    measure(state, [&] { benchmark::DoNotOptimize(layer.forward(input)); });
}

void spatial_attention_without_projections(benchmark::State& state) {
    const auto level = level_of(state);
    const auto query = at::randn({frames, level.pixels(), level.channels});
    const auto key = at::randn(query.sizes()), value = at::randn(query.sizes());
    measure(state, [&] { benchmark::DoNotOptimize(nn::scaled_dot_product_attention(query, key, value, level.heads)); });
}

void temporal_attention(benchmark::State& state) {
    const auto level = level_of(state);
    const auto layer = random_attention(level);
    const auto input = at::randn({frames, level.pixels(), level.channels});
    measure(state, [&] { benchmark::DoNotOptimize(layer.forward_along_frames(input)); });
}

void resnet_block(benchmark::State& state) {
    const auto [channels, side, heads] = level_of(state);
    const auto layer = random_layer([&](const nn::Weights& weights) {
        return svd::SpatioTemporalResBlock(
            weights, {.in_channels = channels, .out_channels = channels, .temb_channels = temb_channels});
    });
    const auto input = at::randn({frames, channels, side, side}).contiguous(at::MemoryFormat::ChannelsLast);
    const auto temb = at::randn({1, temb_channels});
    measure(state, [&] { benchmark::DoNotOptimize(layer.forward(input, temb, frames)); });
}

void transformer_block(benchmark::State& state) {
    const auto [channels, side, heads] = level_of(state);
    const auto layer = random_layer([&](const nn::Weights& weights) {
        return svd::TransformerSpatioTemporalModel(weights, channels, heads, 1, context_width);
    });
    const auto input = at::randn({frames, channels, side, side}).contiguous(at::MemoryFormat::ChannelsLast);
    svd::VideoConstants constants;
    const svd::UNetContext context{at::randn({1, temb_channels}), at::randn({1, 1, context_width}), frames, constants};
    measure(state, [&] { benchmark::DoNotOptimize(layer.forward(input, context)); });
}

}  // namespace

BENCHMARK(linear)->DenseRange(0, 2)->UseRealTime();
BENCHMARK(conv2d)->DenseRange(0, 2)->UseRealTime();
BENCHMARK(conv2d_given_channels_first)->DenseRange(0, 2)->UseRealTime();
BENCHMARK(libtorch_conv2d_channels_first)->DenseRange(0, 2)->UseRealTime();
BENCHMARK(temporal_conv)->DenseRange(0, 2)->UseRealTime();
BENCHMARK(libtorch_temporal_conv3d)->DenseRange(0, 2)->UseRealTime();
BENCHMARK(group_norm_silu)->DenseRange(0, 2)->UseRealTime();
BENCHMARK(layer_norm)->DenseRange(0, 2)->UseRealTime();
BENCHMARK(geglu_feed_forward)->DenseRange(0, 2)->UseRealTime();
BENCHMARK(spatial_attention)->DenseRange(0, 2)->UseRealTime();
BENCHMARK(spatial_attention_without_projections)->DenseRange(0, 2)->UseRealTime();
BENCHMARK(temporal_attention)->DenseRange(0, 2)->UseRealTime();
BENCHMARK(resnet_block)->DenseRange(0, 2)->UseRealTime();
BENCHMARK(transformer_block)->DenseRange(0, 2)->UseRealTime();
BENCHMARK_MAIN();
