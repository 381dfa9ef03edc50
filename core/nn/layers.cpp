#include "nn/layers.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/addcmul.h>
#include <ATen/ops/addmm.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/group_norm.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/var_mean.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <mutex>
#include <vector>

namespace stillwave::nn {

Linear::Linear(const Weights& weights, std::int64_t in_features, std::int64_t out_features, bool bias)
    : weight_(weights.get("weight", {out_features, in_features})) {
    if (bias) bias_ = weights.get("bias", {out_features});
}

at::Tensor Linear::forward(const at::Tensor& input) const {
    return at::linear(input, weight_, bias_);
}

Conv2d::Conv2d(const Weights& weights, std::int64_t in_channels, std::int64_t out_channels, std::int64_t kernel_size,
               std::int64_t stride, std::int64_t padding, bool bias)
    : weight_(weights.get("weight", {out_channels, in_channels, kernel_size, kernel_size})),
      stride_(stride),
      padding_(padding) {
    if (bias) bias_ = weights.get("bias", {out_channels});
}

at::Tensor Conv2d::forward(const at::Tensor& input) const {
    return at::conv2d(input, weight_, bias_, {stride_, stride_}, at::IntArrayRef{padding_, padding_});
}

TemporalConv::TemporalConv(const Weights& weights, std::int64_t in_channels, std::int64_t out_channels)
    : weight_(weights.get("weight", {out_channels, in_channels, 3, 1, 1}).squeeze(-1)),
      bias_(weights.get("bias", {out_channels})) {}

at::Tensor TemporalConv::forward(const at::Tensor& input) const {
    // In float32 on the CPU three matrix products, one for each tap, are faster than the convolution's kernels and need
    // no copies in their own layout. In half types each product would round on its own.
    if (!input.is_cpu() || input.scalar_type() != at::kFloat) {
        return at::conv2d(input, weight_, bias_, {1, 1}, at::IntArrayRef{1, 0});
    }
    const auto frames = input.size(2), pixels = input.size(3), all = frames * pixels;
    auto output = at::empty({input.size(0), weight_.size(0), frames, pixels}, input.options());
    const auto tap = [this](std::int64_t index) { return weight_.select(3, 0).select(2, index); };
    for (std::int64_t i = 0; i < input.size(0); ++i) {
        const auto from = input[i].reshape({-1, all});
        auto to = output[i].view({-1, all});
        at::addmm_out(to, bias_.unsqueeze(1), tap(1), from);
        if (frames == 1) continue;
        to.narrow(1, pixels, all - pixels).addmm_(tap(0), from.narrow(1, 0, all - pixels));
        to.narrow(1, 0, all - pixels).addmm_(tap(2), from.narrow(1, pixels, all - pixels));
    }
    return output;
}

at::Tensor TemporalConv::forward_channels_last(const at::Tensor& input) const {
    const auto frames = input.size(0), pixels = input.size(1), all = frames * pixels;
    if (!input.is_cpu() || input.scalar_type() != at::kFloat) {
        const auto by_channel = input.permute({2, 0, 1}).unsqueeze(0);
        return at::conv2d(by_channel, weight_, bias_, {1, 1}, at::IntArrayRef{1, 0})
            .squeeze(0)
            .permute({1, 2, 0})
            .contiguous();
    }
    const auto tap = [this](std::int64_t index) { return weight_.select(3, 0).select(2, index).t(); };
    const auto from = input.view({all, -1});
    auto to = at::addmm(bias_, from, tap(1));
    if (frames > 1) {
        to.narrow(0, pixels, all - pixels).addmm_(from.narrow(0, 0, all - pixels), tap(0));
        to.narrow(0, 0, all - pixels).addmm_(from.narrow(0, pixels, all - pixels), tap(2));
    }
    return to.view({frames, pixels, -1});
}

namespace {

/// Sums of `values` [rows, channels] and of their squares, each less the channel's first value, which keeps the squares
/// small: [2, channels], float64. Blocks are summed in float32.
at::Tensor channel_sums(const at::Tensor& values) {
    const auto rows = values.size(0), channels = values.size(1);
    const auto* const data = values.const_data_ptr<float>();
    constexpr std::int64_t block_rows = 64;
    const auto blocks = (rows + block_rows - 1) / block_rows;
    const auto sums = at::zeros({2, channels}, values.options().dtype(at::kDouble));
    auto* const total = sums.data_ptr<double>();
    std::mutex mutex;
    at::parallel_for(0, blocks, 16, [&](std::int64_t first, std::int64_t last) {
        std::vector<double> mine(static_cast<std::size_t>(2 * channels));
        std::vector<float> block(static_cast<std::size_t>(2 * channels));
        for (auto b = first; b < last; ++b) {
            std::fill(block.begin(), block.end(), 0.0F);
            float* const sum = block.data();
            float* const squares = sum + channels;
            for (auto row = b * block_rows; row < std::min(rows, (b + 1) * block_rows); ++row) {
                const float* const from = data + row * channels;
                for (std::int64_t c = 0; c < channels; ++c) {
                    const float value = from[c] - data[c];
                    sum[c] += value;
                    squares[c] += value * value;
                }
            }
            for (std::size_t i = 0; i < mine.size(); ++i) mine[i] += static_cast<double>(block[i]);
        }
        const std::lock_guard lock(mutex);
        for (std::size_t i = 0; i < mine.size(); ++i) total[i] += mine[i];
    });
    return sums;
}

struct Moments {
    at::Tensor mean, squares;  ///< [groups], float64; the second: sum of squared distances from the first
};

Moments group_moments(const at::Tensor& values) {
    const auto rows = static_cast<double>(values.size(0));
    if (!values.is_cpu() || values.scalar_type() != at::kFloat) {
        const auto by_group = values.view({values.size(0), GroupNorm::num_groups, -1}).to(at::kFloat);
        const auto [variance, mean] = at::var_mean(by_group, at::OptionalIntArrayRef({0, 2}), 0);
        return {mean.to(at::kDouble), variance.to(at::kDouble) * (rows * static_cast<double>(by_group.size(2)))};
    }
    const auto sums = channel_sums(values);
    const auto shifted_mean = sums[0] / rows;
    const auto squares = (sums[1] - shifted_mean * sums[0]).view({GroupNorm::num_groups, -1});
    const auto means = (shifted_mean + values[0].to(at::kDouble)).view({GroupNorm::num_groups, -1});
    const auto mean = means.mean(1);
    return {mean, squares.sum(1) + (means - mean.unsqueeze(1)).square().sum(1) * rows};
}

}  // namespace

void GroupStatistics::add(const at::Tensor& piece) {
    const auto values = piece.view({-1, piece.size(-1)});
    const auto count = static_cast<double>(values.numel() / GroupNorm::num_groups);
    const auto [mean, squares] = group_moments(values);
    if (count_ == 0) {
        mean_ = mean;
        squares_ = squares;
    } else {
        const auto away = mean - mean_;
        mean_ = mean_ + away * (count / (count_ + count));
        squares_ = squares_ + squares + away * away * (count_ * count / (count_ + count));
    }
    count_ += count;
}

at::Tensor GroupStatistics::variance() const {
    return squares_ / count_;
}

GroupNorm::GroupNorm(const Weights& weights, std::int64_t num_channels, double eps)
    : weight_(weights.get("weight", {num_channels})), bias_(weights.get("bias", {num_channels})), eps_(eps) {}

at::Tensor GroupNorm::forward(const at::Tensor& input) const {
    return at::group_norm(input, num_groups, weight_, bias_, eps_);
}

at::Tensor GroupNorm::forward_silu(const at::Tensor& input) const {
    auto normed = forward(input);
    return at::silu_(normed);
}

at::Tensor GroupNorm::forward_silu(const at::Tensor& piece, const GroupStatistics& statistics) const {
    const auto per_channel = [&](const at::Tensor& of_groups) {
        return of_groups.repeat_interleave(weight_.size(0) / num_groups);
    };
    const auto scale = weight_.to(at::kDouble) * per_channel((statistics.variance() + eps_).rsqrt());
    const auto shift = bias_.to(at::kDouble) - per_channel(statistics.mean()) * scale;
    auto normed = at::addcmul(shift.to(at::kFloat), piece.to(at::kFloat), scale.to(at::kFloat));
    return at::silu_(normed).to(piece.scalar_type());
}

LayerNorm::LayerNorm(const Weights& weights, std::int64_t normalized_shape, double eps)
    : weight_(weights.get("weight", {normalized_shape})), bias_(weights.get("bias", {normalized_shape})), eps_(eps) {}

at::Tensor LayerNorm::forward(const at::Tensor& input) const {
    return at::layer_norm(input, weight_.sizes(), weight_, bias_, eps_);
}

at::Tensor scaled_dot_product_attention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                                        std::int64_t heads) {
    // [batch, tokens, heads * width] -> [batch, heads, tokens, width]
    const auto split = [heads](const at::Tensor& tensor) {
        return tensor.view({tensor.size(0), tensor.size(1), heads, tensor.size(2) / heads}).transpose(1, 2);
    };
    const auto mixed = at::scaled_dot_product_attention(split(query), split(key), split(value));
    return mixed.transpose(1, 2).reshape(query.sizes());
}

}  // namespace stillwave::nn
