#pragma once

#include <ATen/core/Tensor.h>

#include "nn/weights.h"

namespace stillwave::nn {

/// Mean and variance of a GroupNorm's groups, gathered from pieces of an input that need not exist as a whole (Chan,
/// Golub and LeVeque, 1979). Kept in float64; the same bits for every number of threads.
class GroupStatistics {
  public:
    GroupStatistics() = default;
    GroupStatistics(const GroupStatistics&) = delete;  // add() changes the tensors in place
    GroupStatistics& operator=(const GroupStatistics&) = delete;

    /// `piece` [..., channels], contiguous: some of the input's pixels or frames.
    void add(const at::Tensor& piece);

    double count() const { return count_; }                 ///< of the values in one group
    const at::Tensor& mean() const { return mean_; }        ///< [1, groups]
    const at::Tensor& squares() const { return squares_; }  ///< [1, groups], sum of squared distances from the mean

  private:
    double count_ = 0;
    at::Tensor mean_, squares_;
};

/// Normalises 32 groups of channels. The channels lie last in memory.
class GroupNorm {
  public:
    GroupNorm(const Weights& weights, std::int64_t num_channels, double eps);
    /// input [batch, channels, height, width]; each of the batch has statistics of its own.
    at::Tensor forward(const at::Tensor& input) const { return by_sample(input, false); }
    /// forward(), then SiLU.
    at::Tensor forward_silu(const at::Tensor& input) const { return by_sample(input, true); }
    /// forward_silu() of a piece [..., channels], by the `statistics` of the whole input. For inference.
    at::Tensor forward_silu(const at::Tensor& piece, const GroupStatistics& statistics) const;
    /// forward_silu() of a whole video [frames, pixels, channels], contiguous, by statistics over all of it.
    at::Tensor forward_video_silu(const at::Tensor& clip) const;

    static constexpr std::int64_t num_groups = 32;

  private:
    at::Tensor plain(const at::Tensor& input, bool silu) const;
    at::Tensor by_sample(const at::Tensor& input, bool silu) const;

    Parameter weight_, bias_;
    double eps_;
};

}  // namespace stillwave::nn
