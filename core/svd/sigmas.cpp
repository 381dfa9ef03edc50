#include "svd/sigmas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>
#include <string>

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

std::vector<float> lcm_sigmas(const SchedulerConfig& config, std::int64_t num_inference_steps) {
    constexpr std::int64_t num_train_timesteps = 40;
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

std::vector<float> sigmas_of(const SchedulerConfig& config, const AnimationSettings& settings) {
    const bool aligned = settings.sigma_schedule == "align_your_steps";
    if (settings.scheduler == "lcm") {
        if (aligned)
            throw Error(ErrorCode::invalid_argument,
                        "sigma_schedule is align_your_steps, but the lcm scheduler has steps of its own. Use karras.");
        return lcm_sigmas(config, settings.num_inference_steps);
    }
    return aligned ? align_your_steps_sigmas(config, settings.num_inference_steps)
                   : karras_sigmas(config, settings.num_inference_steps);
}

}  // namespace stillwave::svd
