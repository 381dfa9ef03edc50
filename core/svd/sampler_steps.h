#pragma once

#include <utility>

#include "svd/samplers.h"

/// The parts of every sampler's loop beside its own step.
namespace stillwave::svd {

/// Lets the controls choose the first step and the latents there.
inline SamplingState start_sampling(at::Tensor x, std::span<const float> sigmas, const SamplingControls& controls) {
    SamplingState state{0, std::move(x)};
    for (auto* const control : controls) control->start(state, sigmas);
    return state;
}

inline SamplingStep step_at(std::int64_t index, std::span<const float> sigmas) {
    const auto i = static_cast<std::size_t>(index);
    return {index, static_cast<std::int64_t>(sigmas.size()) - 1, sigmas[i], sigmas[i + 1]};
}

inline void end_step(at::Tensor& x, const SamplingStep& step, const SamplingControls& controls) {
    for (auto* const control : controls) control->after_step(step, x);
}

}  // namespace stillwave::svd
