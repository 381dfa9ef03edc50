#include "svd/samplers.h"

#include <ATen/TensorOperators.h>

#include <utility>

#include "svd/sampler_steps.h"

namespace stillwave::svd {
namespace {

at::Tensor predict(Denoiser& denoiser, const at::Tensor& x, const SamplingStep& step, Conditioning conditioning,
                   const SamplingControls& controls) {
    conditioning.pass.step = step.index;
    for (auto* const control : controls) control->condition(step, conditioning);
    auto denoised = denoiser(x, step.sigma, conditioning);
    for (auto* const control : controls) control->denoised(step, denoised);
    return denoised;
}

}  // namespace

at::Tensor sample_euler(Denoiser& denoiser, at::Tensor x, std::span<const float> sigmas,
                        const Conditioning& conditioning, const SamplingControls& controls) {
    auto [first, latents] = start_sampling(std::move(x), sigmas, controls);
    x = std::move(latents);
    for (auto i = first; i + 1 < static_cast<std::int64_t>(sigmas.size()); ++i) {
        const auto step = step_at(i, sigmas);
        const auto denoised = predict(denoiser, x, step, conditioning, controls);
        const auto derivative = (x - denoised) / step.sigma;
        x = x + derivative * (step.next_sigma - step.sigma);
        end_step(x, step, controls);
    }
    return x;
}

at::Tensor sample_lcm(Denoiser& denoiser, at::Tensor x, std::span<const float> sigmas, const Conditioning& conditioning,
                      const SamplingControls& controls, const std::function<at::Tensor()>& draw_noise) {
    auto [first, latents] = start_sampling(std::move(x), sigmas, controls);
    x = std::move(latents);
    for (std::int64_t i = 0; i + 1 < static_cast<std::int64_t>(sigmas.size()); ++i) {
        const auto step = step_at(i, sigmas);
        const auto noise = step.next_sigma > 0 ? draw_noise() : at::Tensor();
        if (i < first) continue;
        x = predict(denoiser, x, step, conditioning, controls);
        if (noise.defined()) x = x + noise * step.next_sigma;
        end_step(x, step, controls);
    }
    return x;
}

}  // namespace stillwave::svd
