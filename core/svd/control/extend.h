#pragma once

#include "svd/samplers.h"

namespace stillwave::svd {

/// A control that lets a clip go on from another one: while the noise is high, the first frames of the denoised
/// prediction are the other clip's last ones, so that the new frames continue its motion. Below that the model is free
/// and joins them. (The prediction is where the known part of a sample is put in, as in DDNM: Wang et al., arXiv
/// 2212.00490.)
class ExtendControl : public SamplingControl {
  public:
    /// `known` [1, overlap, latent_channels, h, w] float32: the other clip's last latents. They are written at each
    /// step whose sigma is `sigma_min` or more.
    ExtendControl(at::Tensor known, float sigma_min);

    /// Throws Error(invalid_argument) where `known` does not fit the latents or leaves no frame to make.
    void start(SamplingState& state, std::span<const float> sigmas) override;
    void denoised(const SamplingStep& step, at::Tensor& denoised) override;

  private:
    at::Tensor known_;
    float sigma_min_;
};

}  // namespace stillwave::svd
