#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "svd/config.h"

namespace stillwave::svd {

/// Karras et al., arXiv 2206.00364: one sigma a step, falling from sigma_max to sigma_min, and a final 0.
std::vector<float> karras_sigmas(const SchedulerConfig& config, std::int64_t num_inference_steps);

/// Whether the model has the noise that the steps below were found for: Stable Video Diffusion's 0.002 to 700.
bool can_align_your_steps(const SchedulerConfig& config);

/// Sabour et al., "Align Your Steps" (arXiv 2404.14507): the ten steps that were found best for Stable Video Diffusion,
/// for other numbers of steps interpolated in the logarithm of sigma as the authors do; a final 0. Throws
/// Error(invalid_argument) for a model with another range of noise.
std::vector<float> align_your_steps_sigmas(const SchedulerConfig& config, std::int64_t num_inference_steps);

/// The walk from noise to latents over falling sigmas, for networks that predict v (EDM's preconditioning with
/// sigma_data 1). What a step makes of the prediction is the subclass's.
class SigmaScheduler {
  public:
    virtual ~SigmaScheduler() = default;

    /// One sigma a step, falling, and a final 0.
    const std::vector<float>& sigmas() const { return sigmas_; }

    /// The network's time input of step `index`: 0.25 ln(sigma).
    double timestep(std::size_t index) const;

    /// Standard deviation of the first latents: sqrt(sigma^2 + 1).
    double init_noise_sigma() const;

    /// c_in of step `index`: the latents are multiplied by 1 / sqrt(sigma^2 + 1) for the network.
    at::Tensor scale_model_input(const at::Tensor& sample, std::size_t index) const;

    /// Whether step `index` wants noise.
    virtual bool draws_noise(std::size_t index) const = 0;

    struct Step {
        at::Tensor prev_sample;           ///< the latents after the step
        at::Tensor pred_original_sample;  ///< what the network takes the clean latents to be
    };
    /// All of one shape, float32; `noise` of standard deviation 1 where the step draws it, else undefined.
    virtual Step step(const at::Tensor& model_output, std::size_t index, const at::Tensor& sample,
                      const at::Tensor& noise = {}) const = 0;

  protected:
    explicit SigmaScheduler(std::vector<float> sigmas) : sigmas_(std::move(sigmas)) {}
    SigmaScheduler(const SigmaScheduler&) = default;
    SigmaScheduler& operator=(const SigmaScheduler&) = default;

    at::Tensor pred_original_sample(const at::Tensor& model_output, std::size_t index, const at::Tensor& sample) const;

  private:
    std::vector<float> sigmas_;
};

}  // namespace stillwave::svd
