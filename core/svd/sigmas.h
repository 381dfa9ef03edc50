#pragma once

#include <cstdint>
#include <vector>

#include "svd/config.h"
#include "types/animation_settings.h"

/// The noise levels that a sampler follows: one falling sigma for each step, and a final 0.
namespace stillwave::svd {

/// Returns the sigmas of Karras et al., arXiv 2206.00364, from the model's sigma_max to its sigma_min with rho 7.
std::vector<float> karras_sigmas(const SchedulerConfig& config, std::int64_t num_inference_steps);

/// True where the model's noise has the range for which Align Your Steps was found: Stable Video Diffusion's 0.002 to
/// 700.
bool can_align_your_steps(const SchedulerConfig& config);

/// Returns the sigmas of "Align Your Steps" (Sabour et al., arXiv 2404.14507), whose authors found ten for Stable Video
/// Diffusion. Other numbers of steps are interpolated in the logarithm of sigma, as the authors do. Throws
/// Error(invalid_argument) for a model with another range of noise.
std::vector<float> align_your_steps_sigmas(const SchedulerConfig& config, std::int64_t num_inference_steps);

/// Returns the sigmas for weights distilled to few steps (Wang et al., "AnimateLCM", arXiv 2402.00769): every (40 /
/// num_inference_steps)-th of the distillation's 40 Karras sigmas. Throws Error(invalid_argument) for more than 40
/// steps.
std::vector<float> lcm_sigmas(const SchedulerConfig& config, std::int64_t num_inference_steps);

/// Returns the sigmas of the settings' scheduler, schedule and number of steps. Throws Error(invalid_argument) where
/// they do not go together, and as the functions above do.
std::vector<float> sigmas_of(const SchedulerConfig& config, const AnimationSettings& settings);

}  // namespace stillwave::svd
