#pragma once

#include <ATen/core/Tensor.h>

#include "nn/weights.h"

namespace stillwave::nn {

/// A 2D convolution over [batch, channels, height, width] with a square kernel. In float32 on the CPU the channels lie
/// last in the result's memory.
class Conv2d {
  public:
    Conv2d(const Weights& weights, std::int64_t in_channels, std::int64_t out_channels, std::int64_t kernel_size,
           std::int64_t stride = 1, std::int64_t padding = 0, bool bias = true);
    at::Tensor forward(const at::Tensor& input) const;

  private:
    Parameter weight_, bias_;
    std::int64_t stride_, padding_;
};

/// A convolution along time, Conv3d with kernel (3, 1, 1) and padding (1, 0, 0): it mixes each pixel with itself one
/// frame before and one frame after. In float32 on the CPU it is three matrix products, one for each tap of the kernel.
class TemporalConv {
  public:
    TemporalConv(const Weights& weights, std::int64_t in_channels, std::int64_t out_channels);
    /// input [frames, pixels, in_channels], contiguous -> [frames, pixels, out_channels].
    at::Tensor forward(const at::Tensor& input) const;
    /// Adds forward(input) times `scale` to `to` [frames, pixels, out_channels], contiguous, in its memory. For
    /// inference only.
    void add_to(at::Tensor& to, const at::Tensor& input, double scale) const;

  private:
    bool as_products(const at::Tensor& input) const;
    at::Tensor convolved(const at::Tensor& input) const;
    void add_taps(at::Tensor& to, const at::Tensor& input, double scale) const;

    Parameter weight_, bias_;
};

}  // namespace stillwave::nn
