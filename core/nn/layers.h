#pragma once

#include <ATen/core/Tensor.h>

#include "nn/weights.h"

/// The layers that the models are made of. Each has weights and a forward(), and is named as in torch.nn.
namespace stillwave::nn {

/// A linear layer over the last axis: [..., in_features] -> [..., out_features].
class Linear {
  public:
    Linear(const Weights& weights, std::int64_t in_features, std::int64_t out_features, bool bias = true);
    at::Tensor forward(const at::Tensor& input) const;
    /// Returns to + forward(input). Where gradients are not enabled, the result is in the memory of `to`, which must be
    /// contiguous.
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

/// Computes GEGLU, the first half of the last axis times GELU of the second: [..., 2 * inner] -> [..., inner].
at::Tensor geglu(const at::Tensor& projected);

/// Computes softmax(q k^T / sqrt(head width)) v for query, key and value [batch, tokens, heads * head width]. The
/// result is shaped like the query.
at::Tensor scaled_dot_product_attention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                                        std::int64_t heads);

}  // namespace stillwave::nn
