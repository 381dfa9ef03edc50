#include "svd/euler_discrete_scheduler.h"

#include <ATen/TensorOperators.h>

#include <cmath>

namespace stillwave::svd {

EulerDiscreteScheduler::EulerDiscreteScheduler(const SchedulerConfig& config, std::int64_t num_inference_steps) {
    constexpr double rho = 7.0;
    const double max_inv_rho = std::pow(config.sigma_max, 1 / rho);
    const double min_inv_rho = std::pow(config.sigma_min, 1 / rho);
    for (std::int64_t i = 0; i < num_inference_steps; ++i) {
        const double ramp =
            num_inference_steps == 1 ? 0.0 : static_cast<double>(i) / static_cast<double>(num_inference_steps - 1);
        sigmas_.push_back(static_cast<float>(std::pow(max_inv_rho + ramp * (min_inv_rho - max_inv_rho), rho)));
    }
    sigmas_.push_back(0.0F);
}

double EulerDiscreteScheduler::timestep(std::size_t index) const {
    return 0.25F * std::log(sigmas_[index]);
}

double EulerDiscreteScheduler::init_noise_sigma() const {
    return std::sqrt(sigmas_[0] * sigmas_[0] + 1.0F);
}

at::Tensor EulerDiscreteScheduler::scale_model_input(const at::Tensor& sample, std::size_t index) const {
    return sample / std::sqrt(sigmas_[index] * sigmas_[index] + 1.0F);
}

EulerDiscreteScheduler::Step EulerDiscreteScheduler::step(const at::Tensor& model_output, std::size_t index,
                                                          const at::Tensor& sample) const {
    const float sigma = sigmas_[index], variance = sigma * sigma + 1.0F;
    auto pred_original_sample = model_output * (-sigma / std::sqrt(variance)) + sample / variance;
    const auto derivative = (sample - pred_original_sample) / sigma;
    return {sample + derivative * (sigmas_[index + 1] - sigma), std::move(pred_original_sample)};
}

}  // namespace stillwave::svd
