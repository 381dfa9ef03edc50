#pragma once

#include <ATen/core/Tensor.h>

namespace stillwave::svd {

/// Makes small previews of latents without the VAE: one pixel for each latent, by a linear map from latents to RGB that
/// is fitted to the photo and its own latents.
class LatentPreview {
  public:
    /// Fits the map. image_latents [1, channels, h, w] on the scale of sampling; pixels [1, 3, height, width], -1..1;
    /// both float32 on the CPU.
    LatentPreview(const at::Tensor& image_latents, const at::Tensor& pixels);

    /// Returns the previews of `latents` [1, frames, channels, h, w]: [frames, 3, h, w], 0..1, float32 on the CPU.
    at::Tensor operator()(const at::Tensor& latents) const;

  private:
    at::Tensor map_;  ///< [channels + 1, 3]
};

}  // namespace stillwave::svd
