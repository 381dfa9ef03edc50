#include "svd/sigma_scheduler.h"

#include <ATen/TensorOperators.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

#include "types/error.h"

namespace stillwave::svd {

std::vector<float> karras_sigmas(const SchedulerConfig& config, std::int64_t num_inference_steps) {
    constexpr double rho = 7.0;
    const double max_inv_rho = std::pow(config.sigma_max, 1 / rho);
    const double min_inv_rho = std::pow(config.sigma_min, 1 / rho);
    std::vector<float> sigmas;
    for (std::int64_t i = 0; i < num_inference_steps; ++i) {
        const double ramp =
            num_inference_steps == 1 ? 0.0 : static_cast<double>(i) / static_cast<double>(num_inference_steps - 1);
        sigmas.push_back(static_cast<float>(std::pow(max_inv_rho + ramp * (min_inv_rho - max_inv_rho), rho)));
    }
    sigmas.push_back(0.0F);
    return sigmas;
}

bool can_align_your_steps(const SchedulerConfig& config) {
    return config.sigma_max == 700.0 && config.sigma_min == 0.002;
}

std::vector<float> align_your_steps_sigmas(const SchedulerConfig& config, std::int64_t num_inference_steps) {
    if (!can_align_your_steps(config)) {
        std::ostringstream message;
        message
            << "sigma_schedule is align_your_steps, whose steps were found for models with noise from 0.002 to 700, "
               "but this model's goes from "
            << config.sigma_min << " to " << config.sigma_max << ". Use karras.";
        throw Error(ErrorCode::invalid_argument, message.str());
    }
    constexpr std::array<double, 11> found = {700,   54.5,  15.886, 7.977, 4.248, 1.789,
                                              0.981, 0.403, 0.173,  0.034, 0.002};
    std::vector<float> sigmas;
    for (std::int64_t i = 0; i < num_inference_steps; ++i) {
        const double place =
            static_cast<double>(i) / static_cast<double>(num_inference_steps) * static_cast<double>(found.size() - 1);
        const auto before = static_cast<std::size_t>(place);
        const double part = place - static_cast<double>(before);
        sigmas.push_back(static_cast<float>(found[before] * std::pow(found[before + 1] / found[before], part)));
    }
    sigmas.push_back(0.0F);
    return sigmas;
}

double SigmaScheduler::timestep(std::size_t index) const {
    return 0.25F * std::log(sigmas_[index]);
}

double SigmaScheduler::init_noise_sigma() const {
    return std::sqrt(sigmas_[0] * sigmas_[0] + 1.0F);
}

at::Tensor SigmaScheduler::scale_model_input(const at::Tensor& sample, std::size_t index) const {
    return sample / std::sqrt(sigmas_[index] * sigmas_[index] + 1.0F);
}

at::Tensor SigmaScheduler::pred_original_sample(const at::Tensor& model_output, std::size_t index,
                                                const at::Tensor& sample) const {
    const float sigma = sigmas_[index], variance = sigma * sigma + 1.0F;
    return model_output * (-sigma / std::sqrt(variance)) + sample / variance;
}

}  // namespace stillwave::svd
