#include "nn/layers.h"

#include <ATen/Parallel.h>
#include <ATen/ops/addmm.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/scaled_dot_product_attention.h>

#include "nn/cpu_kernels.h"
#include "nn/dry_run.h"
#include "nn/gradients.h"
#ifdef STILLWAVE_CUDA_KERNELS
#include "nn/cuda_kernels.h"
#endif

namespace stillwave::nn {

Linear::Linear(const Weights& weights, std::int64_t in_features, std::int64_t out_features, bool bias)
    : weight_(weights.parameter("weight", {out_features, in_features})) {
    if (bias) bias_ = weights.parameter("bias", {out_features});
}

at::Tensor Linear::forward(const at::Tensor& input) const {
    return at::linear(input, weight_.get(), bias_.get());
}

at::Tensor Linear::add_to(const at::Tensor& to, const at::Tensor& input) const {
    if (gradients_enabled()) return to.add(forward(input));
    if (bias_.defined()) to.add_(bias_.get());
    to.view({-1, to.size(-1)}).addmm_(input.reshape({-1, input.size(-1)}), weight_.get().t());
    return to;
}

LayerNorm::LayerNorm(const Weights& weights, std::int64_t normalized_shape, double eps)
    : weight_(weights.parameter("weight", {normalized_shape})),
      bias_(weights.parameter("bias", {normalized_shape})),
      eps_(eps) {}

at::Tensor LayerNorm::forward(const at::Tensor& input) const {
    const auto weight = weight_.get(), bias = bias_.get();
    if (input.is_meta()) return at::empty(input.sizes(), input.options());
    return at::layer_norm(input, {weight_.size(0)}, weight, bias, eps_);
}

at::Tensor geglu(const at::Tensor& projected) {
    if (gradients_enabled()) {
        const auto halves = projected.chunk(2, -1);
        return halves[0].mul(at::gelu(halves[1]));
    }
#ifdef STILLWAVE_CUDA_KERNELS
    if (has_cuda_kernels(projected)) return cuda_geglu(projected);
#endif
    if (!projected.is_meta() && (!projected.is_cpu() || projected.scalar_type() != at::kFloat)) {
        const auto halves = projected.chunk(2, -1);
        return at::gelu(halves[1]).mul_(halves[0]);
    }
    const auto values = projected.contiguous();
    auto sizes = values.sizes().vec();
    sizes.back() /= 2;
    auto output = at::empty(sizes, values.options());
    if (values.is_meta()) return output;
    const auto inner = sizes.back();
    const auto* const in = values.const_data_ptr<float>();
    auto* const out = output.data_ptr<float>();
    at::parallel_for(0, output.numel() / inner, 16, [&](std::int64_t first, std::int64_t last) {
        cpu_kernels().geglu(in + first * 2 * inner, out + first * inner, last - first, inner);
    });
    return output;
}

at::Tensor scaled_dot_product_attention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                                        std::int64_t heads) {
    // [batch, tokens, heads * width] -> [batch, heads, tokens, width]
    const auto split = [heads](const at::Tensor& tensor) {
        return tensor.view({tensor.size(0), tensor.size(1), heads, tensor.size(2) / heads}).transpose(1, 2);
    };
    const auto mixed = query.is_meta() ? dry_attention(split(query), split(key), split(value))
                                       : at::scaled_dot_product_attention(split(query), split(key), split(value));
    return mixed.transpose(1, 2).reshape(query.sizes());
}

}  // namespace stillwave::nn
