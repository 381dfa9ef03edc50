#pragma once

#include "svd/sigma_scheduler.h"

namespace stillwave::svd {

/// Multistep consistency sampling for weights distilled to few steps (Wang et al., "AnimateLCM", arXiv 2402.00769;
/// Song et al., arXiv 2303.01469): each step jumps to the clean latents and puts noise of the next sigma on them. The
/// consistency function's c_skip and c_out are those of v-prediction, which meet its boundary condition at sigma 0.
class LCMScheduler : public SigmaScheduler {
  public:
    /// The distillation's sigmas are 40 of Karras; steps take each 40 / num_inference_steps-th of them. Throws
    /// Error(invalid_argument) for more than 40 steps.
    LCMScheduler(const SchedulerConfig& config, std::int64_t num_inference_steps);

    /// All but the last.
    bool draws_noise(std::size_t index) const override { return sigmas()[index + 1] > 0; }
    Step step(const at::Tensor& model_output, std::size_t index, const at::Tensor& sample,
              const at::Tensor& noise = {}) const override;
};

}  // namespace stillwave::svd
