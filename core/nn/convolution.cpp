#include "nn/convolution.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/stack.h>
#include <ATen/ops/add.h>
#include <ATen/ops/addmm.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/empty_like.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "nn/dry_run.h"
#include "nn/gradients.h"

namespace stillwave::nn {
namespace {

// oneDNN needs a convolution's weights in blocks. at::conv2d brings them into blocks at every call, which takes as long
// as the convolution itself where images are small. libtorch has operators for weights that are in blocks already;
// these have no header, so they are called by name.
struct BlockedConvolution {
    c10::OperatorHandle reorder, convolve;

    static const std::optional<BlockedConvolution>& instance() {
        static const auto found = []() -> std::optional<BlockedConvolution> {
            auto& dispatcher = c10::Dispatcher::singleton();
            const auto first = dispatcher.findSchema({"mkldnn::_reorder_convolution_weight", ""});
            const auto second = dispatcher.findSchema({"mkldnn::_convolution_pointwise", ""});
            if (!first || !second) return std::nullopt;
            return BlockedConvolution{*first, *second};
        }();
        return found;
    }

    at::Tensor operator()(const c10::OperatorHandle& operation, torch::jit::Stack stack) const {
        operation.callBoxed(&stack);
        return stack.front().toTensor();
    }
};

}  // namespace

Conv2d::Conv2d(const Weights& weights, std::int64_t in_channels, std::int64_t out_channels, std::int64_t kernel_size,
               std::int64_t stride, std::int64_t padding, bool bias)
    : weight_(weights.parameter("weight", {out_channels, in_channels, kernel_size, kernel_size})),
      stride_(stride),
      padding_(padding) {
    if (bias) bias_ = weights.parameter("bias", {out_channels});
}

at::Tensor Conv2d::forward(const at::Tensor& input) const {
    const std::vector<std::int64_t> stride(2, stride_), padding(2, padding_), dilation(2, 1);
    const auto& blocked = BlockedConvolution::instance();
    if (input.is_meta()) {
        const auto bias = bias_.get();
        if (!is_on_processor(input) || input.scalar_type() != at::kFloat)
            return dry_convolution(input, weight_.get(), stride, padding);
        const auto in_blocks = weight_.get([](const at::Tensor& plain) { return at::empty_like(plain); });
        return dry_convolution(input.contiguous(at::MemoryFormat::ChannelsLast), in_blocks, stride, padding);
    }
    if (gradients_enabled() || !blocked || !input.is_cpu() || input.scalar_type() != at::kFloat)
        return at::conv2d(input, weight_.get(), bias_.get(), stride, at::IntArrayRef(padding))
            .contiguous(input.suggest_memory_format());
    const std::int64_t groups = 1;
    // The best blocks depend on the input's size.
    const auto weight = weight_.get(
        [&](const at::Tensor& plain) {
            return (*blocked)(blocked->reorder,
                              {plain.contiguous(), padding, stride, dilation, groups, input.sizes().vec()});
        },
        input.sizes());
    const auto bias = bias_.defined() ? c10::IValue(bias_.get()) : c10::IValue();
    const c10::List<std::optional<at::Scalar>> no_scalars;
    return (*blocked)(blocked->convolve, {input.contiguous(at::MemoryFormat::ChannelsLast), weight, bias, padding,
                                          stride, dilation, groups, std::string("none"), no_scalars, c10::IValue()});
}

TemporalConv::TemporalConv(const Weights& weights, std::int64_t in_channels, std::int64_t out_channels)
    : weight_(weights.parameter("weight", {out_channels, in_channels, 3, 1, 1})),
      bias_(weights.parameter("bias", {out_channels})) {}

// Only float32 takes this way, because in half types each of the three products would be rounded on its own.
bool TemporalConv::as_products(const at::Tensor& input) const {
    return !gradients_enabled() && is_on_processor(input) && input.scalar_type() == at::kFloat;
}

at::Tensor TemporalConv::convolved(const at::Tensor& input) const {
    // The convolution along time is a 2D convolution over an image whose rows are frames and whose columns are pixels,
    // with the channels last.
    const auto batch = input.permute({2, 0, 1}).unsqueeze(0);
    const auto weight = weight_.get([](const at::Tensor& plain) { return plain.squeeze(-1).contiguous(); });
    const auto bias = bias_.get();
    const auto convolved = batch.is_meta() ? dry_convolution(batch, weight, {1, 1}, {1, 0})
                                           : at::conv2d(batch, weight, bias, {1, 1}, at::IntArrayRef{1, 0});
    return convolved.squeeze(0).permute({1, 2, 0});
}

void TemporalConv::add_taps(at::Tensor& to, const at::Tensor& input, double scale) const {
    const auto taps = weight_.get(  // [3, in_channels, out_channels]
        [](const at::Tensor& plain) {
            return plain.flatten(2).permute({2, 0, 1}).contiguous().transpose(1, 2);
        });
    const auto frames = input.size(0), pixels = input.size(1), all = frames * pixels;
    const auto from = input.view({all, -1});
    auto sum = to.view({all, -1});
    sum.addmm_(from, taps[1], 1, scale);
    if (frames == 1) return;
    sum.narrow(0, pixels, all - pixels).addmm_(from.narrow(0, 0, all - pixels), taps[0], 1, scale);
    sum.narrow(0, 0, all - pixels).addmm_(from.narrow(0, pixels, all - pixels), taps[2], 1, scale);
}

at::Tensor TemporalConv::forward(const at::Tensor& input) const {
    if (!as_products(input)) return convolved(input).contiguous();
    auto output = bias_.get().expand({input.size(0), input.size(1), -1}).contiguous();
    add_taps(output, input, 1);
    return output;
}

void TemporalConv::add_to(at::Tensor& to, const at::Tensor& input, double scale) const {
    if (!as_products(input)) {
        to.add_(convolved(input), scale);
        return;
    }
    to.add_(bias_.get(), scale);
    add_taps(to, input, scale);
}

}  // namespace stillwave::nn
