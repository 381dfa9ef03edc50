#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <vector>

#include "svd/config.h"

namespace stillwave::svd {

/// Euler steps over Karras sigmas with v-prediction (diffusers' EulerDiscreteScheduler; Karras et al., arXiv
/// 2206.00364).
class EulerDiscreteScheduler {
  public:
    EulerDiscreteScheduler(const SchedulerConfig& config, std::int64_t num_inference_steps);

    /// One sigma a step, falling from sigma_max to sigma_min, and a final 0.
    const std::vector<float>& sigmas() const { return sigmas_; }

    /// The network's time input of step `index`: 0.25 ln(sigma).
    double timestep(std::size_t index) const;

    /// Standard deviation of the first latents: sqrt(sigma_max^2 + 1).
    double init_noise_sigma() const;

    /// c_in of step `index`: the latents are multiplied by 1 / sqrt(sigma^2 + 1) for the network.
    at::Tensor scale_model_input(const at::Tensor& sample, std::size_t index) const;

    struct Step {
        at::Tensor prev_sample;           ///< the latents after the step
        at::Tensor pred_original_sample;  ///< what the network takes the clean latents to be
    };
    /// Both tensors of any equal shape, float32.
    Step step(const at::Tensor& model_output, std::size_t index, const at::Tensor& sample) const;

  private:
    std::vector<float> sigmas_;
};

}  // namespace stillwave::svd
