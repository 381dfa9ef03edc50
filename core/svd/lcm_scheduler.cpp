#include "svd/lcm_scheduler.h"

#include <ATen/TensorOperators.h>

#include <string>

#include "types/error.h"

namespace stillwave::svd {
namespace {

constexpr std::int64_t num_train_timesteps = 40;

std::vector<float> lcm_sigmas(const SchedulerConfig& config, std::int64_t num_inference_steps) {
    if (num_inference_steps > num_train_timesteps)
        throw Error(ErrorCode::invalid_argument, "num_inference_steps is " + std::to_string(num_inference_steps) +
                                                     ", but the lcm scheduler has at most " +
                                                     std::to_string(num_train_timesteps) +
                                                     " steps and is made for 1 to 8.");
    const auto all = karras_sigmas(config, num_train_timesteps);
    const auto stride = num_train_timesteps / num_inference_steps;
    std::vector<float> sigmas;
    for (std::int64_t i = 0; i < num_inference_steps; ++i) sigmas.push_back(all[static_cast<std::size_t>(i * stride)]);
    sigmas.push_back(0.0F);
    return sigmas;
}

}  // namespace

LCMScheduler::LCMScheduler(const SchedulerConfig& config, std::int64_t num_inference_steps)
    : SigmaScheduler(lcm_sigmas(config, num_inference_steps)) {}

SigmaScheduler::Step LCMScheduler::step(const at::Tensor& model_output, std::size_t index, const at::Tensor& sample,
                                        const at::Tensor& noise) const {
    auto denoised = pred_original_sample(model_output, index, sample);
    return {draws_noise(index) ? denoised + noise * sigmas()[index + 1] : denoised, denoised};
}

}  // namespace stillwave::svd
