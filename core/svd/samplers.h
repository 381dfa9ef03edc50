#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <span>
#include <vector>

#include "svd/denoiser.h"

namespace stillwave::svd {

/// The state of sampling after a step, from which sampling can go on.
struct SamplingState {
    std::int64_t step = 0;  ///< the number of steps done
    at::Tensor latents;     ///< [1, frames, latent_channels, h, w] float32
};

/// One step of a sampler, from the noise level `sigma` to `next_sigma`.
struct SamplingStep {
    std::int64_t index;  ///< counted from 0
    std::int64_t count;  ///< the number of all steps
    float sigma, next_sigma;
};

/// A control takes part in sampling at four points. Everything that steers sampling or reports on it is a control.
class SamplingControl {
  public:
    virtual ~SamplingControl() = default;

    /// Called before the first step. The control may replace the first step and the latents there.
    virtual void start(SamplingState& /*state*/, std::span<const float> /*sigmas*/) {}
    /// Called before a step's passes. Changes of the conditioning are for this step alone.
    virtual void condition(const SamplingStep& /*step*/, Conditioning& /*conditioning*/) {}
    /// Called with the denoised prediction, before the step is made from it.
    virtual void denoised(const SamplingStep& /*step*/, at::Tensor& /*denoised*/) {}
    /// Called after a step, with the latents at its next_sigma.
    virtual void after_step(const SamplingStep& /*step*/, at::Tensor& /*x*/) {}
};

/// Controls act in this order; one that only observes stands last.
using SamplingControls = std::vector<SamplingControl*>;

/// Samples by Euler steps along the probability flow (Karras et al., arXiv 2206.00364; diffusers'
/// EulerDiscreteScheduler). x [1, frames, channels, h, w] float32 at sigmas[0] -> the latents at the last sigma.
at::Tensor sample_euler(Denoiser& denoiser, at::Tensor x, std::span<const float> sigmas,
                        const Conditioning& conditioning, const SamplingControls& controls = {});

/// Samples by multistep consistency sampling (Song et al., arXiv 2303.01469), for weights distilled to few steps: each
/// step jumps to the clean latents and adds noise of the next sigma to them. Shapes as in sample_euler(). `draw_noise`
/// returns noise of x's shape and standard deviation 1. It is called once for each step that does not end at sigma 0,
/// also for steps that a resumed run skips, so that each step gets the same noise.
at::Tensor sample_lcm(Denoiser& denoiser, at::Tensor x, std::span<const float> sigmas, const Conditioning& conditioning,
                      const SamplingControls& controls, const std::function<at::Tensor()>& draw_noise);

}  // namespace stillwave::svd
