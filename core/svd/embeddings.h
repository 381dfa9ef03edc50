#pragma once

#include <ATen/core/Tensor.h>

#include "nn/layers.h"

namespace stillwave::svd {

/// The sinusoidal embeddings of numbers, cosines first (diffusers' Timesteps with flip_sin_to_cos and no frequency
/// shift). [count] -> [count, embedding_dim], float32.
at::Tensor get_timestep_embedding(const at::Tensor& timesteps, std::int64_t embedding_dim);

/// A linear layer, SiLU and a linear layer (diffusers' TimestepEmbedding). [count, in_channels] -> [count, out_dim].
class TimestepEmbedding {
  public:
    TimestepEmbedding(const nn::Weights& weights, std::int64_t in_channels, std::int64_t time_embed_dim,
                      std::int64_t out_dim);
    at::Tensor forward(const at::Tensor& sample) const;

  private:
    nn::Linear linear_1_, linear_2_;
};

}  // namespace stillwave::svd
