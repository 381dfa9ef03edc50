#pragma once

#include "svd/sigma_scheduler.h"

namespace stillwave::svd {

/// Euler steps along the probability flow (diffusers' EulerDiscreteScheduler; Karras et al., arXiv 2206.00364). Draws
/// no noise.
class EulerDiscreteScheduler : public SigmaScheduler {
  public:
    explicit EulerDiscreteScheduler(std::vector<float> sigmas) : SigmaScheduler(std::move(sigmas)) {}
    /// Over Karras sigmas, as diffusers does.
    EulerDiscreteScheduler(const SchedulerConfig& config, std::int64_t num_inference_steps)
        : EulerDiscreteScheduler(karras_sigmas(config, num_inference_steps)) {}

    bool draws_noise(std::size_t) const override { return false; }
    Step step(const at::Tensor& model_output, std::size_t index, const at::Tensor& sample,
              const at::Tensor& noise = {}) const override;
};

}  // namespace stillwave::svd
