#include "nn/group_norm.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/addcmul.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/group_norm.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/var_mean.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <vector>

#include "nn/cpu_kernels.h"

namespace stillwave::nn {
namespace {

/// Rows whose sums are taken in float32; more would cost digits.
constexpr std::int64_t block_rows = 64;
/// Rows that one thread takes at a time: the same for every number of threads, and so are the sums.
constexpr std::int64_t span_rows = 8 * block_rows;

bool has_kernels(const at::Tensor& values) {
    return values.is_cpu() && values.scalar_type() == at::kFloat;
}

/// Of values [samples, rows, channels] the sums of each sample's channels and of their squares, each less the channel's
/// first value, which keeps the squares small: [2, samples, channels], float64.
at::Tensor channel_sums(const at::Tensor& values) {
    const auto samples = values.size(0), rows = values.size(1), channels = values.size(2);
    const auto* const data = values.const_data_ptr<float>();
    const auto spans = (rows + span_rows - 1) / span_rows;
    auto partial = at::zeros({2, samples, spans, channels}, values.options().dtype(at::kDouble));
    auto* const sums = partial.data_ptr<double>();
    auto* const squares = sums + samples * spans * channels;
    at::parallel_for(0, samples * spans, 1, [&](std::int64_t first, std::int64_t last) {
        std::vector<float> block(static_cast<std::size_t>(2 * channels));
        for (auto i = first; i < last; ++i) {
            const auto* const sample = data + i / spans * rows * channels;
            const auto end = std::min(rows, (i % spans + 1) * span_rows);
            for (auto row = i % spans * span_rows; row < end; row += block_rows) {
                std::fill(block.begin(), block.end(), 0.0F);
                cpu_kernels().sums(sample + row * channels, std::min(block_rows, end - row), channels, sample,
                                   block.data(), block.data() + channels);
                for (std::int64_t c = 0; c < channels; ++c) {
                    sums[i * channels + c] += static_cast<double>(block[static_cast<std::size_t>(c)]);
                    squares[i * channels + c] += static_cast<double>(block[static_cast<std::size_t>(channels + c)]);
                }
            }
        }
    });
    return partial.sum(2);
}

struct Moments {
    at::Tensor mean, squares;  ///< [samples, groups], float64; the second: sum of squared distances from the first
};

/// Of values [samples, rows, channels].
Moments group_moments(const at::Tensor& values) {
    const auto samples = values.size(0);
    const auto rows = static_cast<double>(values.size(1));
    if (!has_kernels(values)) {
        const auto by_group = values.view({samples, values.size(1), GroupNorm::num_groups, -1}).to(at::kFloat);
        const auto [variance, mean] = at::var_mean(by_group, at::OptionalIntArrayRef({1, 3}), 0);
        return {mean.to(at::kDouble), variance.to(at::kDouble) * (rows * static_cast<double>(by_group.size(3)))};
    }
    const auto sums = channel_sums(values);
    const auto shifted_mean = sums[0] / rows;
    const auto squares = (sums[1] - shifted_mean * sums[0]).view({samples, GroupNorm::num_groups, -1});
    const auto means = (shifted_mean + values.select(1, 0).to(at::kDouble)).view({samples, GroupNorm::num_groups, -1});
    const auto mean = means.mean(-1);
    return {mean, squares.sum(-1) + (means - mean.unsqueeze(-1)).square().sum(-1) * rows};
}

/// values [samples, rows, channels] * scale + shift [samples, channels], then SiLU where asked.
at::Tensor scaled_and_shifted(const at::Tensor& values, const at::Tensor& scale, const at::Tensor& shift, bool silu) {
    const auto scales = scale.to(at::kFloat).contiguous(), shifts = shift.to(at::kFloat).contiguous();
    if (!has_kernels(values)) {
        auto normed = at::addcmul(shifts.unsqueeze(1), values.to(at::kFloat), scales.unsqueeze(1));
        if (silu) at::silu_(normed);
        return normed.to(values.scalar_type());
    }
    const auto rows = values.size(1), channels = values.size(2);
    auto output = at::empty(values.sizes(), values.options());
    const auto* const in = values.const_data_ptr<float>();
    auto* const out = output.data_ptr<float>();
    const auto spans = (rows + block_rows - 1) / block_rows;
    at::parallel_for(0, values.size(0) * spans, 4, [&](std::int64_t first, std::int64_t last) {
        for (auto i = first; i < last; ++i) {
            const auto sample = i / spans, row = i % spans * block_rows;
            const auto begin = (sample * rows + row) * channels;
            cpu_kernels().scale_shift(in + begin, out + begin, std::min(block_rows, rows - row), channels,
                                      scales.const_data_ptr<float>() + sample * channels,
                                      shifts.const_data_ptr<float>() + sample * channels, silu);
        }
    });
    return output;
}

/// Of mean and variance [samples, groups] the factor and the summand of each channel: [samples, channels].
std::pair<at::Tensor, at::Tensor> to_scale_and_shift(const at::Tensor& mean, const at::Tensor& variance,
                                                     const at::Tensor& weight, const at::Tensor& bias, double eps) {
    const auto per_channel = [&](const at::Tensor& of_groups) {
        return of_groups.repeat_interleave(weight.size(0) / GroupNorm::num_groups, -1);
    };
    auto scale = weight.to(at::kDouble) * per_channel((variance + eps).rsqrt());
    auto shift = bias.to(at::kDouble) - per_channel(mean) * scale;
    return {std::move(scale), std::move(shift)};
}

}  // namespace

void GroupStatistics::add(const at::Tensor& piece) {
    const auto values = piece.view({1, -1, piece.size(-1)});
    const auto count = static_cast<double>(values.numel() / GroupNorm::num_groups);
    auto [mean, squares] = group_moments(values);
    mean = mean[0];
    squares = squares[0];
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
    : weight_(weights.parameter("weight", {num_channels})),
      bias_(weights.parameter("bias", {num_channels})),
      eps_(eps) {}

at::Tensor GroupNorm::by_sample(const at::Tensor& input, bool silu) const {
    const auto batch = input.size(0), channels = input.size(1), height = input.size(2), width = input.size(3);
    const auto values = input.permute({0, 2, 3, 1}).contiguous().view({batch, height * width, channels});
    const auto [mean, squares] = group_moments(values);
    const auto count = static_cast<double>(height * width * (channels / num_groups));
    const auto [scale, shift] = to_scale_and_shift(mean, squares / count, weight_.get(), bias_.get(), eps_);
    return scaled_and_shifted(values, scale, shift, silu).view({batch, height, width, channels}).permute({0, 3, 1, 2});
}

at::Tensor GroupNorm::forward_silu(const at::Tensor& piece, const GroupStatistics& statistics) const {
    const auto [scale, shift] = to_scale_and_shift(statistics.mean().unsqueeze(0), statistics.variance().unsqueeze(0),
                                                   weight_.get(), bias_.get(), eps_);
    return scaled_and_shifted(piece.view({1, -1, piece.size(-1)}), scale, shift, true).view(piece.sizes());
}

at::Tensor GroupNorm::forward_clip_silu(const at::Tensor& clip) const {
    GroupStatistics statistics;
    statistics.add(clip);
    return forward_silu(clip, statistics);
}

}  // namespace stillwave::nn
