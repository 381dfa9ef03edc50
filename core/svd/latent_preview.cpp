#include "svd/latent_preview.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/adaptive_avg_pool2d.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/linalg_solve.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/ones.h>

namespace stillwave::svd {
namespace {

/// Appends a column of ones, for the map's constant term.
at::Tensor with_ones(const at::Tensor& values) {
    auto sizes = values.sizes().vec();
    sizes.back() = 1;
    return at::cat({values, at::ones(sizes, values.options())}, -1);
}

}  // namespace

LatentPreview::LatentPreview(const at::Tensor& image_latents, const at::Tensor& pixels) {
    const auto size = image_latents.sizes().slice(2);
    const auto inputs = with_ones(image_latents.squeeze(0).flatten(1).t().to(at::kDouble));  // [pixels, channels + 1]
    const auto targets = at::adaptive_avg_pool2d(pixels, size).squeeze(0).flatten(1).t().to(at::kDouble);
    // A small multiple of the identity keeps the system solvable for a flat photo.
    const auto gram = at::matmul(inputs.t(), inputs) + at::eye(inputs.size(1), inputs.options()) * 1e-3;
    map_ = at::linalg_solve(gram, at::matmul(inputs.t(), targets)).to(at::kFloat);
}

at::Tensor LatentPreview::operator()(const at::Tensor& latents) const {
    const auto by_pixel = latents.to(at::kCPU).squeeze(0).permute({0, 2, 3, 1});
    const auto rgb = at::matmul(with_ones(by_pixel), map_);
    return (rgb.permute({0, 3, 1, 2}) / 2 + 0.5).clamp(0, 1).contiguous();
}

}  // namespace stillwave::svd
