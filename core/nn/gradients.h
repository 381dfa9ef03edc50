#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/GradMode.h>

/// Inference and training compute the same function in two ways. Where gradients are enabled, as they are on a new
/// thread, every layer runs libtorch's plain differentiable operators out of place, takes its weights as they were
/// handed in, and keeps nothing. Where gradients are not enabled (InferenceMode, NoGradGuard), layers use fused
/// kernels, sums in place, and weights that were made ready once. A model whose weights have changed must be built anew
/// before inference.
namespace stillwave::nn {

inline bool gradients_enabled() {
    return c10::GradMode::is_enabled();
}

/// Returns to + more, shaped like `to`. Where gradients are not enabled, the result is in the memory of `to`.
inline at::Tensor sum_into(const at::Tensor& to, const at::Tensor& more) {
    return gradients_enabled() ? to.add(more) : to.add_(more);
}

}  // namespace stillwave::nn
