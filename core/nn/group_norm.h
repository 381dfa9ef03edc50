#pragma once

#include <ATen/core/Tensor.h>

#include "nn/weights.h"

namespace stillwave::nn {

/// The mean and variance of a GroupNorm's groups, gathered from pieces of an input that need not exist as a whole
/// (Chan, Golub and LeVeque, 1979). They are kept in float64 and have the same bits for every number of threads.
class GroupStatistics {
  public:
    GroupStatistics() = default;
    GroupStatistics(const GroupStatistics&) = delete;  // add() changes the tensors in place
    GroupStatistics& operator=(const GroupStatistics&) = delete;

    /// Adds `piece` [..., channels], contiguous, which holds some of the input's pixels or frames.
    void add(const at::Tensor& piece);

    double count() const { return count_; }                 ///< the number of values in one group
    const at::Tensor& mean() const { return mean_; }        ///< [1, groups]
    const at::Tensor& squares() const { return squares_; }  ///< [1, groups], sums of squared distances from the mean

  private:
    double count_ = 0;
    at::Tensor mean_, squares_;
};

/// Normalises 32 groups of channels (torch.nn.GroupNorm). The channels lie last in the result's memory.
class GroupNorm {
  public:
    GroupNorm(const Weights& weights, std::int64_t num_channels, double eps);
    /// input [batch, channels, height, width] -> the same; each item of the batch has statistics of its own.
    at::Tensor forward(const at::Tensor& input) const { return by_sample(input, false); }
    /// Returns forward(input), followed by SiLU.
    at::Tensor forward_silu(const at::Tensor& input) const { return by_sample(input, true); }
    /// Returns forward_silu() of one piece [..., channels] of an input, by the `statistics` of the whole input. For
    /// inference only.
    at::Tensor forward_silu(const at::Tensor& piece, const GroupStatistics& statistics) const;
    /// Returns forward_silu() of a whole video [frames, pixels, channels], contiguous, by statistics over all of it.
    at::Tensor forward_video_silu(const at::Tensor& video) const;

    static constexpr std::int64_t num_groups = 32;

  private:
    at::Tensor plain(const at::Tensor& input, bool silu) const;
    at::Tensor by_sample(const at::Tensor& input, bool silu) const;

    Parameter weight_, bias_;
    double eps_;
};

}  // namespace stillwave::nn
