#include "svd/control/time_to_move.h"

#include <ATen/TensorOperators.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <utility>

#include "svd/control/latent_shapes.h"
#include "types/error.h"

namespace stillwave::svd {
namespace {

/// Returns the step whose sigma stands nearest to `share` of the way, as dual_clock() counts it.
std::int64_t step_near(double share, std::span<const float> sigmas) {
    const auto root = [](float sigma) { return std::pow(static_cast<double>(sigma), 1.0 / 7); };
    const auto noisy = sigmas.first(sigmas.size() - 1);
    const double target = root(noisy.front()) + share * (root(noisy.back()) - root(noisy.front()));
    const auto nearest =
        std::ranges::min_element(noisy, {}, [&](float sigma) { return std::abs(root(sigma) - target); });
    return nearest - noisy.begin();
}

}  // namespace

DualClock dual_clock(std::span<const float> sigmas, double ambient, double hold) {
    for (const auto& [name, value] : {std::pair{"ambient", ambient}, std::pair{"hold", hold}}) {
        if (value >= 0 && value <= 1) continue;
        std::ostringstream message;
        message << name << " is " << value << ", but 0 to 1 is possible.";
        throw Error(ErrorCode::invalid_argument, message.str());
    }
    // The authors' steps 16 and 21 are of the 50 that go from the first sigma, number 0, to the last, number 49.
    const auto weak = step_near(hold * (1 - ambient), sigmas);
    const auto strong = hold == 1 ? static_cast<std::int64_t>(sigmas.size()) - 1 : step_near(hold, sigmas);
    return {weak, std::max(strong, weak + 1)};
}

TimeToMoveControl::TimeToMoveControl(at::Tensor reference, at::Tensor mask, at::Tensor noise, const DualClock& clock)
    : reference_(std::move(reference)), mask_(std::move(mask)), noise_(std::move(noise)), clock_(clock) {
    require_mask_values("The mask of the moved regions", mask_);
}

void TimeToMoveControl::start(SamplingState& state, std::span<const float> sigmas) {
    const auto& latents = state.latents;
    require_shape("The reference clip", reference_, latents.sizes());
    require_shape("The reference clip's noise", noise_, latents.sizes());
    require_mask("The mask of the moved regions", mask_, latents);
    const auto num_steps = static_cast<std::int64_t>(sigmas.size()) - 1;
    if (clock_.weak < 0 || clock_.weak >= clock_.strong || clock_.strong > num_steps) {
        std::ostringstream message;
        message << "The weak clock is step " << clock_.weak << " and the strong one step " << clock_.strong
                << ", but 0 <= weak < strong <= " << num_steps << " is needed.";
        throw Error(ErrorCode::invalid_argument, message.str());
    }
    for (auto* const tensor : {&reference_, &mask_, &noise_}) *tensor = tensor->to(latents.device());
    state = {clock_.weak, reference_ + noise_ * sigmas[static_cast<std::size_t>(clock_.weak)]};
}

void TimeToMoveControl::after_step(const SamplingStep& step, at::Tensor& x) {
    if (step.index >= clock_.strong) return;
    x = x * (1 - mask_) + (reference_ + noise_ * step.next_sigma) * mask_;
}

}  // namespace stillwave::svd
