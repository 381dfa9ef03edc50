#pragma once

#include <ATen/core/Tensor.h>

#include "nn/weights.h"

/// The few layers that the models are made of: weights and a forward(), nothing else. Names follow torch.nn.
namespace stillwave::nn {

/// y = x W^T + b over the last axis.
class Linear {
  public:
    Linear(const Weights& weights, std::int64_t in_features, std::int64_t out_features, bool bias = true);
    at::Tensor forward(const at::Tensor& input) const;

  private:
    at::Tensor weight_, bias_;
};

/// 2D convolution over [batch, channels, height, width] with a square kernel.
class Conv2d {
  public:
    Conv2d(const Weights& weights, std::int64_t in_channels, std::int64_t out_channels, std::int64_t kernel_size,
           std::int64_t stride = 1, std::int64_t padding = 0, bool bias = true);
    at::Tensor forward(const at::Tensor& input) const;

  private:
    at::Tensor weight_, bias_;
    std::int64_t stride_, padding_;
};

/// Conv3d with kernel (3, 1, 1) and padding (1, 0, 0): it mixes each pixel with itself one frame before and after.
/// Run over [batch, channels, frames, pixels], as a 2D convolution or as matrix products.
class TemporalConv {
  public:
    TemporalConv(const Weights& weights, std::int64_t in_channels, std::int64_t out_channels);
    /// [batch, channels, frames, pixels] -> the same with out_channels.
    at::Tensor forward(const at::Tensor& input) const;
    /// [frames, pixels, channels], contiguous -> the same with out_channels.
    at::Tensor forward_channels_last(const at::Tensor& input) const;

  private:
    at::Tensor weight_, bias_;
};

/// Mean and variance of a GroupNorm's groups, gathered from pieces of an input that need not exist as a whole (Chan,
/// Golub and LeVeque, 1979). Kept in float64.
class GroupStatistics {
  public:
    /// `piece` [..., channels], contiguous: some of the input's pixels or frames.
    void add(const at::Tensor& piece);

    const at::Tensor& mean() const { return mean_; }  ///< [groups]
    at::Tensor variance() const;                      ///< [groups], of the population

  private:
    double count_ = 0;
    at::Tensor mean_;
    at::Tensor squares_;  ///< sum of squared distances from the mean
};

/// Normalises 32 groups of channels over all axes behind the channels'.
class GroupNorm {
  public:
    GroupNorm(const Weights& weights, std::int64_t num_channels, double eps);
    at::Tensor forward(const at::Tensor& input) const;
    /// forward(), then SiLU.
    at::Tensor forward_silu(const at::Tensor& input) const;
    /// The same of a piece [..., channels] of the input that `statistics` are of.
    at::Tensor forward_silu(const at::Tensor& piece, const GroupStatistics& statistics) const;

    static constexpr std::int64_t num_groups = 32;

  private:
    at::Tensor weight_, bias_;
    double eps_;
};

class LayerNorm {
  public:
    LayerNorm(const Weights& weights, std::int64_t normalized_shape, double eps = 1e-5);
    at::Tensor forward(const at::Tensor& input) const;

  private:
    at::Tensor weight_, bias_;
    double eps_;
};

/// softmax(q k^T / sqrt(head width)) v for q, k, v [batch, tokens, heads * head width]; the result is shaped like q.
at::Tensor scaled_dot_product_attention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                                        std::int64_t heads);

}  // namespace stillwave::nn
