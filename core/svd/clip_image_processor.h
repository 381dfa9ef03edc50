#pragma once

#include <ATen/core/Tensor.h>

#include "svd/config.h"

namespace stillwave::svd {

/// Resizes pixels [batch, channels, height, width] float32 -> [batch, channels, size, size]: a Gaussian blur against
/// aliasing, then bicubic interpolation with aligned corners, as in the model's training (sgm's
/// FrozenOpenCLIPImagePredictionEmbedder through kornia; diffusers' _resize_with_antialiasing).
at::Tensor resize_with_antialiasing(const at::Tensor& pixels, std::int64_t size);

/// Returns the photo as CLIP sees it, resized to image_size and normalised by CLIP's mean and standard deviation:
/// pixels [batch, 3, height, width] float32, -1..1 -> pixel_values [batch, 3, image_size, image_size].
at::Tensor clip_pixel_values(const at::Tensor& pixels, const ImageProcessorConfig& config, std::int64_t image_size);

}  // namespace stillwave::svd
