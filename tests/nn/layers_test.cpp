// Compares the layers with libtorch's own operators on the same weights in float32 and prints the largest differences.
#include "nn/layers.h"

#include <ATen/Context.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/conv3d.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/group_norm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/silu.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

#include <iostream>

#include "nn/convolution.h"
#include "nn/group_norm.h"

namespace stillwave::nn {
namespace {

void expect_close(const at::Tensor& ours, const at::Tensor& theirs, double allowed) {
    ASSERT_EQ(ours.sizes(), theirs.sizes());
    const auto difference = (ours - theirs).abs().max().item<double>();
    std::cout << "    largest difference " << difference << ", allowed " << allowed << "\n";
    EXPECT_LE(difference, allowed);
    EXPECT_GT(theirs.abs().max().item<double>(), 0.1);
}

Weights weights(NamedTensors tensors) {
    return {std::move(tensors), "drawn"};
}

/// Runs the layers as inference does; gradients_test checks them where gradients are enabled.
struct Layers : testing::Test {
    const c10::InferenceMode inference;
};

TEST_F(Layers, ConvolutionsAreLibtorchs) {
    for (const std::int64_t kernel : {1, 3}) {
        for (const std::int64_t stride : {1, 2}) {
            const auto weight = at::randn({40, 24, kernel, kernel}) / 10, bias = at::randn({40});
            const Conv2d conv(weights({{"weight", weight}, {"bias", bias}}), 24, 40, kernel, stride, kernel / 2);
            // The second size uses weights that were made ready for the first.
            for (const std::int64_t side : {16, 10}) {
                const auto input = at::randn({3, 24, side, side + 2});
                expect_close(conv.forward(input),
                             at::conv2d(input, weight, bias, {stride, stride}, at::IntArrayRef{kernel / 2, kernel / 2}),
                             1e-5);
            }
        }
    }
}

TEST_F(Layers, ATemporalConvolutionIsAConvolutionInTime) {
    const auto weight = at::randn({24, 32, 3, 1, 1}) / 10, bias = at::randn({24});
    const TemporalConv conv(weights({{"weight", weight}, {"bias", bias}}), 32, 24);
    for (const std::int64_t frames : {1, 2, 5}) {
        const auto input = at::randn({frames, 12, 32});
        const auto expected = at::conv3d(input.permute({2, 0, 1}).unsqueeze(0).unsqueeze(-1), weight, bias, {1, 1, 1},
                                         at::IntArrayRef{1, 0, 0})
                                  .squeeze(-1)
                                  .squeeze(0)
                                  .permute({1, 2, 0});
        expect_close(conv.forward(input), expected, 1e-5);
        auto sum = at::randn({frames, 12, 24});
        const auto expected_sum = sum + 0.3 * expected;
        conv.add_to(sum, input, 0.3);
        expect_close(sum, expected_sum, 1e-5);
    }
}

TEST_F(Layers, GroupNormIsLibtorchs) {
    const auto weight = at::randn({96}), bias = at::randn({96});
    const GroupNorm norm(weights({{"weight", weight}, {"bias", bias}}), 96, 1e-5);
    // The values are far from zero, where sums of squares alone would lose all digits.
    const auto input = at::randn({2, 96, 37, 41}) + 100;
    for (const auto& layout : {input, input.contiguous(at::MemoryFormat::ChannelsLast)}) {
        // The reference is in float64, because libtorch's own float32 loses digits here.
        const auto expected =
            at::group_norm(layout.to(at::kDouble), 32, weight.to(at::kDouble), bias.to(at::kDouble), 1e-5)
                .to(at::kFloat);
        expect_close(norm.forward(layout), expected, 2e-4);
        expect_close(norm.forward_silu(layout), at::silu(expected), 2e-4);
    }
    const auto clip = at::randn({5, 77, 96});
    const auto by_channel = clip.permute({2, 0, 1}).unsqueeze(0);
    expect_close(norm.forward_video_silu(clip),
                 at::silu(at::group_norm(by_channel, 32, weight, bias, 1e-5)).squeeze(0).permute({1, 2, 0}), 1e-5);
}

TEST_F(Layers, GegluAndAddedProductsAreTheirParts) {
    // 19 is not a multiple of any vector's width.
    const auto projected = at::randn({7, 38}) * 3;
    const auto halves = projected.chunk(2, -1);
    // The tolerance is relative to the largest value, which is about 50: its last digit alone is 4e-6, and processors
    // differ in it.
    const auto expected_geglu = halves[0] * at::gelu(halves[1]);
    const auto scale = expected_geglu.abs().max();
    expect_close(geglu(projected) / scale, expected_geglu / scale, 5e-7);

    const auto weight = at::randn({12, 19}), bias = at::randn({12});
    const Linear linear(weights({{"weight", weight}, {"bias", bias}}), 19, 12);
    const auto input = at::randn({2, 7, 19});
    auto sum = at::randn({2, 7, 12});
    const auto expected = sum + at::linear(input, weight, bias);
    linear.add_to(sum, input);
    expect_close(sum, expected, 1e-5);
}

/// Compares a layer on CUDA, by any of its kernels, with float32 on the CPU of the same rounded values. The tolerance
/// is two roundings of the type at the largest result, about 8.
TEST_F(Layers, CudaIsTheCpu) {
    if (!at::globalContext().hasCUDA()) GTEST_SKIP() << "no CUDA device";
    for (const auto& [type, allowed] :
         {std::pair{at::kFloat, 2e-5}, std::pair{at::kHalf, 0.016}, std::pair{at::kBFloat16, 0.125}}) {
        const auto weight = at::randn({96}).to(type), bias = at::randn({96}).to(type);
        const auto norm_on = [&](at::Device device, at::ScalarType computed) {
            return GroupNorm(weights({{"weight", weight}, {"bias", bias}}).to(device, computed), 96, 1e-5);
        };
        const auto cpu = norm_on(at::kCPU, at::kFloat), cuda = norm_on(at::kCUDA, type);
        // 37 * 41 is neither a whole number of spans of rows nor one span.
        const auto input = at::randn({2, 96, 37, 41}).add_(3).to(type), clip = at::randn({5, 77, 96}).to(type);
        const auto expect_same = [&](const at::Tensor& ours, const at::Tensor& expected) {
            EXPECT_EQ(ours.scalar_type(), type);
            expect_close(ours.cpu().to(at::kFloat), expected, allowed);
        };
        const auto on_cuda = input.to(at::kCUDA), on_cpu = input.to(at::kFloat);
        expect_same(cuda.forward(on_cuda), cpu.forward(on_cpu));
        expect_same(cuda.forward_silu(on_cuda), cpu.forward_silu(on_cpu));
        expect_same(cuda.forward_video_silu(clip.to(at::kCUDA)), cpu.forward_video_silu(clip.to(at::kFloat)));
        const auto projected = at::randn({7, 38}).to(type);
        expect_same(geglu(projected.to(at::kCUDA)), geglu(projected.to(at::kFloat)));
    }
}

}  // namespace
}  // namespace stillwave::nn
