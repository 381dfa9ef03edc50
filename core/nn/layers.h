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
    /// to + forward(input); in the memory of `to`, contiguous, where gradients are not enabled.
    at::Tensor add_to(const at::Tensor& to, const at::Tensor& input) const;

  private:
    Parameter weight_, bias_;
};

class LayerNorm {
  public:
    LayerNorm(const Weights& weights, std::int64_t normalized_shape, double eps = 1e-5);
    at::Tensor forward(const at::Tensor& input) const;

  private:
    Parameter weight_, bias_;
    double eps_;
};

/// GEGLU: the first half of the last axis times GELU of the second. [..., 2 * inner] -> [..., inner].
at::Tensor geglu(const at::Tensor& projected);

/// softmax(q k^T / sqrt(head width)) v for q, k, v [batch, tokens, heads * head width]; the result is shaped like q.
at::Tensor scaled_dot_product_attention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                                        std::int64_t heads);

}  // namespace stillwave::nn
