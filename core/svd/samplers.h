#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <span>
#include <vector>

#include "svd/denoiser.h"

namespace stillwave::svd {

/// Where sampling stands after a step: all that is needed to go on.
struct SamplingState {
    std::int64_t step = 0;  ///< steps done
    at::Tensor latents;     ///< [1, frames, latent_channels, h, w] float32
};

/// One step of a sampler, from the noise level `sigma` to `next_sigma`.
struct SamplingStep {
    std::int64_t index;  ///< from 0
    std::int64_t count;  ///< of all steps
    float sigma, next_sigma;
};

/// Takes part in sampling at four points. What steers a clip, and what reports of it, is one of these.
class SamplingControl {
  public:
    virtual ~SamplingControl() = default;

    /// Where sampling starts: the first step and the latents there may be replaced.
    virtual void start(SamplingState& /*state*/, std::span<const float> /*sigmas*/) {}
    /// What the step's passes are told; the next step begins with the clip's own conditioning again.
    virtual void condition(const SamplingStep& /*step*/, Conditioning& /*conditioning*/) {}
    /// The denoised prediction, before the step is made from it.
    virtual void denoised(const SamplingStep& /*step*/, at::Tensor& /*denoised*/) {}
    /// The latents at the step's next_sigma.
    virtual void after_step(const SamplingStep& /*step*/, at::Tensor& /*x*/) {}
};

/// Controls act in their order: one that only looks on stands last.
using SamplingControls = std::vector<SamplingControl*>;

/// Euler steps along the probability flow (Karras et al., arXiv 2206.00364; diffusers' EulerDiscreteScheduler). x
/// [1, frames, channels, h, w] float32 at sigmas[0] -> the latents at the last sigma.
at::Tensor sample_euler(Denoiser& denoiser, at::Tensor x, std::span<const float> sigmas,
                        const Conditioning& conditioning, const SamplingControls& controls = {});

/// Multistep consistency sampling (Song et al., arXiv 2303.01469) for weights distilled to few steps: each step jumps
/// to the clean latents and puts noise of the next sigma on them. `draw_noise` gives noise of x's shape and standard
/// deviation 1; it is called once for each step that does not end at 0, also for those that are skipped.
at::Tensor sample_lcm(Denoiser& denoiser, at::Tensor x, std::span<const float> sigmas, const Conditioning& conditioning,
                      const SamplingControls& controls, const std::function<at::Tensor()>& draw_noise);

}  // namespace stillwave::svd
