// Checks the gradients of the layers by central differences in float64.
#include "nn/gradients.h"

#include <c10/core/InferenceMode.h>

#include "nn/convolution.h"
#include "nn/group_norm.h"
#include "nn/layers.h"
#include "support/gradcheck.h"

namespace stillwave::nn {
namespace {

using test::expect_gradients;
using test::Tensors;

TEST(Gradients, AreEnabledUnlessAModeTurnsThemOff) {
    EXPECT_TRUE(gradients_enabled());
    {
        const c10::InferenceMode inference;
        EXPECT_FALSE(gradients_enabled());
    }
    const c10::NoGradGuard no_gradients;
    EXPECT_FALSE(gradients_enabled());
}

TEST(Gradients, ArriveAtTheTensorThatWasHandedIn) {
    const auto handed_in = test::Draws()({3, 4});
    const auto weight = Weights({{"weight", handed_in}}, "drawn").to(at::kCPU, at::kDouble).parameter("weight", {3, 4});
    EXPECT_TRUE(weight.get().is_same(handed_in));
    {
        const c10::InferenceMode inference;
        weight.get([](const at::Tensor& plain) { return plain.t().contiguous(); });
    }
    EXPECT_TRUE(weight.get().is_same(handed_in)) << "what inference made ready is not used";
}

TEST(Gradients, Conv2d) {
    for (const std::int64_t stride : {1, 2})
        expect_gradients([&](const Weights& weights) { return Conv2d(weights, 3, 5, 3, stride, 1); }, {{2, 3, 6, 8}},
                         [](const Conv2d& conv, const Tensors& in) { return conv.forward(in[0]); });
}

TEST(Gradients, TemporalConv) {
    for (const std::int64_t frames : {1, 3})
        expect_gradients([](const Weights& weights) { return TemporalConv(weights, 3, 5); }, {{frames, 6, 3}},
                         [](const TemporalConv& conv, const Tensors& in) { return conv.forward(in[0]); });
}

TEST(Gradients, GroupNorm) {
    const auto make = [](const Weights& weights) { return GroupNorm(weights, 64, 1e-5); };
    expect_gradients(make, {{2, 64, 3, 5}},
                     [](const GroupNorm& norm, const Tensors& in) { return norm.forward(in[0]); });
    expect_gradients(make, {{2, 64, 3, 5}},
                     [](const GroupNorm& norm, const Tensors& in) { return norm.forward_silu(in[0]); });
    expect_gradients(make, {{3, 7, 64}},
                     [](const GroupNorm& norm, const Tensors& in) { return norm.forward_video_silu(in[0]); });
}

TEST(Gradients, Linear) {
    const auto make = [](const Weights& weights) { return Linear(weights, 5, 7); };
    expect_gradients(make, {{2, 3, 5}}, [](const Linear& linear, const Tensors& in) { return linear.forward(in[0]); });
    expect_gradients(make, {{2, 3, 7}, {2, 3, 5}},
                     [](const Linear& linear, const Tensors& in) { return linear.add_to(in[0].clone(), in[1]); });
}

TEST(Gradients, LayerNorm) {
    expect_gradients([](const Weights& weights) { return LayerNorm(weights, 9); }, {{2, 3, 9}},
                     [](const LayerNorm& norm, const Tensors& in) { return norm.forward(in[0]); });
}

TEST(Gradients, GegluAndAttention) {
    const auto no_layer = [](const Weights&) { return 0; };
    expect_gradients(no_layer, {{2, 3, 10}}, [](int, const Tensors& in) { return geglu(in[0]); });
    expect_gradients(no_layer, {{2, 3, 8}, {2, 5, 8}, {2, 5, 8}},
                     [](int, const Tensors& in) { return scaled_dot_product_attention(in[0], in[1], in[2], 2); });
}

}  // namespace
}  // namespace stillwave::nn
