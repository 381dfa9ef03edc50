#include "svd/embeddings.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/silu.h>

#include <cmath>

namespace stillwave::svd {

at::Tensor get_timestep_embedding(const at::Tensor& timesteps, std::int64_t embedding_dim) {
    const std::int64_t half_dim = embedding_dim / 2;
    const auto options = timesteps.options().dtype(at::kFloat);
    const auto exponent = at::arange(half_dim, options) * (-std::log(10000.0)) / static_cast<double>(half_dim);
    const auto angles = timesteps.to(at::kFloat).unsqueeze(1) * exponent.exp().unsqueeze(0);
    return at::cat({angles.cos(), angles.sin()}, -1);
}

TimestepEmbedding::TimestepEmbedding(const nn::Weights& weights, std::int64_t in_channels, std::int64_t time_embed_dim,
                                     std::int64_t out_dim)
    : linear_1_(weights.sub("linear_1"), in_channels, time_embed_dim),
      linear_2_(weights.sub("linear_2"), time_embed_dim, out_dim) {}

at::Tensor TimestepEmbedding::forward(const at::Tensor& sample) const {
    return linear_2_.forward(at::silu(linear_1_.forward(sample)));
}

}  // namespace stillwave::svd
