#include "nn/group_norm.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/addcmul.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/group_norm.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/var_mean.h>

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>
#include <vector>

#include "nn/cpu_kernels.h"
#include "nn/gradients.h"
#ifdef STILLWAVE_CUDA_KERNELS
#include "nn/cuda_kernels.h"
#endif

namespace stillwave::nn {
namespace {

/// The number of rows that are summed in float32; more would lose digits.
constexpr std::int64_t block_rows = 64;
/// The number of rows that one thread sums at a time. It does not depend on the number of threads, so neither do the
/// sums.
constexpr std::int64_t span_rows = 8 * block_rows;

bool has_kernels(const at::Tensor& values) {
    return values.is_cpu() && values.scalar_type() == at::kFloat;
}

/// Adds to `sums` [2, channels] the sums of each channel over one span of rows, less `shift`, and the sums of their
/// squares. A block of rows is summed in float32, and the blocks are added in float64.
void add_span(const float* data, std::int64_t rows, std::int64_t channels, const float* shift, double* sums) {
    std::vector<float> block(static_cast<std::size_t>(2 * channels));
    for (std::int64_t row = 0; row < rows; row += block_rows) {
        std::fill(block.begin(), block.end(), 0.0F);
        cpu_kernels().sums(data + row * channels, std::min(block_rows, rows - row), channels, shift, block.data(),
                           block.data() + channels);
        for (const auto sum : block) *sums++ += static_cast<double>(sum);
        sums -= 2 * channels;
    }
}

/// Returns the mean of one group of `width` channels and its sum of squared distances from that mean. `sums` and
/// `squares` are those of each channel over `rows` rows, after `shift`, the channel's first value, was subtracted,
/// which keeps the squares small.
std::pair<double, double> mean_and_squares(const double* sums, const double* squares, const float* shift,
                                           std::int64_t width, double rows) {
    double mean = 0, total = 0;
    for (std::int64_t c = 0; c < width; ++c) mean += sums[c] / rows + static_cast<double>(shift[c]);
    mean /= static_cast<double>(width);
    for (std::int64_t c = 0; c < width; ++c) {
        const auto away = sums[c] / rows + static_cast<double>(shift[c]) - mean;
        total += squares[c] - sums[c] / rows * sums[c] + away * away * rows;
    }
    return {mean, total};
}

struct Moments {
    /// [samples, groups], float64; `squares` are the sums of squared distances from `mean`.
    at::Tensor mean, squares;
};

Moments cpu_moments(const at::Tensor& values) {
    const auto samples = values.size(0), rows = values.size(1), channels = values.size(2);
    const auto width = channels / GroupNorm::num_groups;
    const auto* const data = values.const_data_ptr<float>();
    const auto spans = (rows + span_rows - 1) / span_rows;
    std::vector<double> partial(static_cast<std::size_t>(samples * spans * 2 * channels));
    at::parallel_for(0, samples * spans, 1, [&](std::int64_t first, std::int64_t last) {
        for (auto i = first; i < last; ++i) {
            const auto* const sample = data + i / spans * rows * channels;
            const auto row = i % spans * span_rows;
            add_span(sample + row * channels, std::min(span_rows, rows - row), channels, sample,
                     partial.data() + i * 2 * channels);
        }
    });
    const auto options = values.options().dtype(at::kDouble);
    Moments moments{at::empty({samples, GroupNorm::num_groups}, options),
                    at::empty({samples, GroupNorm::num_groups}, options)};
    auto* mean = moments.mean.data_ptr<double>();
    auto* squares = moments.squares.data_ptr<double>();
    for (std::int64_t sample = 0; sample < samples; ++sample) {
        auto* const sums = partial.data() + sample * spans * 2 * channels;
        for (std::int64_t i = 2 * channels; i < spans * 2 * channels; ++i) sums[i % (2 * channels)] += sums[i];
        for (std::int64_t c = 0; c < channels; c += width) {
            std::tie(*mean++, *squares++) = mean_and_squares(
                sums + c, sums + channels + c, data + sample * rows * channels + c, width, static_cast<double>(rows));
        }
    }
    return moments;
}

/// Returns the moments of `values` [samples, rows, channels].
Moments group_moments(const at::Tensor& values) {
    if (has_kernels(values)) return cpu_moments(values);
    const auto samples = values.size(0);
    if (values.is_meta()) {
        const auto empty = at::empty({2, samples, GroupNorm::num_groups}, values.options().dtype(at::kDouble));
        return {empty[0], empty[1]};
    }
#ifdef STILLWAVE_CUDA_KERNELS
    if (has_cuda_kernels(values)) {
        const auto options = values.options().dtype(at::kDouble);
        Moments moments{at::empty({samples, GroupNorm::num_groups}, options),
                        at::empty({samples, GroupNorm::num_groups}, options)};
        cuda_group_moments(values, moments.mean, moments.squares);
        return moments;
    }
#endif
    const auto by_group = values.view({samples, values.size(1), GroupNorm::num_groups, -1}).to(at::kFloat);
    const auto [variance, mean] = at::var_mean(by_group, at::OptionalIntArrayRef({1, 3}), 0);
    return {mean.to(at::kDouble), variance.to(at::kDouble) * static_cast<double>(values.size(1) * by_group.size(3))};
}

/// A GroupNorm of values whose mean and variance are known, which is a scale and a shift of each channel.
struct Affine {
    const at::Tensor &mean, &squares;  ///< as in Moments
    double count;                      ///< the number of values in one group
    at::Tensor weight, bias;           ///< [channels]
    double eps;
    bool silu;
};

/// Returns the factors of each sample's channels and after them the summands: [2, samples, channels].
std::vector<float> cpu_scale_and_shift(const Affine& affine) {
    const auto samples = affine.mean.size(0), channels = affine.weight.size(0);
    const auto weights = affine.weight.to(at::kFloat).contiguous(), biases = affine.bias.to(at::kFloat).contiguous();
    const auto *const weight = weights.const_data_ptr<float>(), *const bias = biases.const_data_ptr<float>();
    const auto *const mean = affine.mean.const_data_ptr<double>(), *const squares =
                                                                       affine.squares.const_data_ptr<double>();
    std::vector<float> result(static_cast<std::size_t>(2 * samples * channels));
    auto *scale = result.data(), *shift = scale + samples * channels;
    for (std::int64_t i = 0; i < samples * channels; ++i) {
        const auto c = i % channels, group = i / (channels / GroupNorm::num_groups);
        const auto factor = static_cast<double>(weight[c]) / std::sqrt(squares[group] / affine.count + affine.eps);
        *scale++ = static_cast<float>(factor);
        *shift++ = static_cast<float>(static_cast<double>(bias[c]) - mean[group] * factor);
    }
    return result;
}

at::Tensor cpu_normalised(const at::Tensor& values, const Affine& affine) {
    const auto samples = values.size(0), rows = values.size(1), channels = values.size(2);
    const auto factors = cpu_scale_and_shift(affine);
    const auto *const scale = factors.data(), *const shift = scale + samples * channels;
    auto output = at::empty(values.sizes(), values.options());
    const auto* const in = values.const_data_ptr<float>();
    auto* const out = output.data_ptr<float>();
    const auto spans = (rows + block_rows - 1) / block_rows;
    at::parallel_for(0, samples * spans, 4, [&](std::int64_t first, std::int64_t last) {
        for (auto i = first; i < last; ++i) {
            const auto sample = i / spans, row = i % spans * block_rows;
            const auto begin = (sample * rows + row) * channels;
            cpu_kernels().scale_shift(in + begin, out + begin, std::min(block_rows, rows - row), channels,
                                      scale + sample * channels, shift + sample * channels, affine.silu);
        }
    });
    return output;
}

/// Returns `values` [samples, rows, channels], contiguous, normalised: the same shape and dtype.
at::Tensor normalised(const at::Tensor& values, const Affine& affine) {
    if (has_kernels(values)) return cpu_normalised(values, affine);
    if (values.is_meta()) return at::empty(values.sizes(), values.options());
#ifdef STILLWAVE_CUDA_KERNELS
    if (has_cuda_kernels(values)) {
        return cuda_normalised(values, affine.mean, affine.squares, affine.count, affine.weight, affine.bias,
                               affine.eps, affine.silu);
    }
#endif
    const auto per_channel = [&](const at::Tensor& of_groups) {
        return of_groups.repeat_interleave(affine.weight.size(0) / GroupNorm::num_groups, -1);
    };
    const auto scale =
        affine.weight.to(at::kDouble) * per_channel((affine.squares / affine.count + affine.eps).rsqrt());
    const auto shift = affine.bias.to(at::kDouble) - per_channel(affine.mean) * scale;
    // Values of lower precision are widened as they are read, so that only the result is held in float32.
    auto normed = at::addcmul(shift.to(at::kFloat).unsqueeze(1), values, scale.to(at::kFloat).unsqueeze(1));
    if (affine.silu) at::silu_(normed);
    return normed.to(values.scalar_type());
}

/// Joins the moments of `more` values a group, `others`, to those of `count` values, `moments` (the formula of Chan et
/// al.).
void join(Moments& moments, double count, const Moments& others, double more) {
    const auto all = count + more;
    if (!moments.mean.is_cpu()) {
        const auto away = others.mean - moments.mean;
        moments.mean = moments.mean + away * (more / all);
        moments.squares = moments.squares + others.squares + away * away * (count * more / all);
        return;
    }
    auto *const mean = moments.mean.data_ptr<double>(), *const squares = moments.squares.data_ptr<double>();
    const auto *const other_mean = others.mean.const_data_ptr<double>(), *const other_squares =
                                                                             others.squares.const_data_ptr<double>();
    for (std::int64_t i = 0; i < moments.mean.numel(); ++i) {
        const auto away = other_mean[i] - mean[i];
        mean[i] += away * (more / all);
        squares[i] += other_squares[i] + away * away * (count * more / all);
    }
}

}  // namespace

void GroupStatistics::add(const at::Tensor& piece) {
    const auto count = static_cast<double>(piece.numel() / GroupNorm::num_groups);
    const auto added = group_moments(piece.view({1, -1, piece.size(-1)}));
    Moments all = count_ == 0 ? added : Moments{mean_, squares_};
    if (count_ > 0) join(all, count_, added, count);
    mean_ = std::move(all.mean);
    squares_ = std::move(all.squares);
    count_ += count;
}

GroupNorm::GroupNorm(const Weights& weights, std::int64_t num_channels, double eps)
    : weight_(weights.parameter("weight", {num_channels})),
      bias_(weights.parameter("bias", {num_channels})),
      eps_(eps) {}

/// `input` is [batch, channels, ...].
at::Tensor GroupNorm::plain(const at::Tensor& input, bool silu) const {
    // libtorch's backward of a channels-last GroupNorm (2.13, on the processor) crashes where the input or the norm's
    // weights alone need a gradient. The other then gets one, which nobody takes.
    auto values = input, weight = weight_.get();
    if (values.requires_grad() && !weight.requires_grad()) weight = weight.detach().requires_grad_();
    if (weight.requires_grad() && !values.requires_grad()) values = values.detach().requires_grad_();
    const auto normed = at::group_norm(values, num_groups, weight, bias_.get(), eps_);
    return silu ? at::silu(normed) : normed;
}

at::Tensor GroupNorm::by_sample(const at::Tensor& input, bool silu) const {
    if (gradients_enabled()) return plain(input, silu).contiguous(at::MemoryFormat::ChannelsLast);
    const auto batch = input.size(0), channels = input.size(1), height = input.size(2), width = input.size(3);
    const auto values = input.permute({0, 2, 3, 1}).contiguous().view({batch, height * width, channels});
    const auto [mean, squares] = group_moments(values);
    const auto count = static_cast<double>(height * width * (channels / num_groups));
    return normalised(values, {mean, squares, count, weight_.get(), bias_.get(), eps_, silu})
        .view({batch, height, width, channels})
        .permute({0, 3, 1, 2});
}

at::Tensor GroupNorm::forward_silu(const at::Tensor& piece, const GroupStatistics& statistics) const {
    return normalised(piece.view({1, -1, piece.size(-1)}), {statistics.mean(), statistics.squares(), statistics.count(),
                                                            weight_.get(), bias_.get(), eps_, true})
        .view(piece.sizes());
}

at::Tensor GroupNorm::forward_video_silu(const at::Tensor& video) const {
    if (gradients_enabled()) {
        const auto by_channel = video.flatten(0, 1).t().unsqueeze(0);  // [1, channels, frames * pixels]
        return plain(by_channel, true).squeeze(0).t().contiguous().view(video.sizes());
    }
    GroupStatistics statistics;
    statistics.add(video);
    return forward_silu(video, statistics);
}

}  // namespace stillwave::nn
