#include "svd/control/freeze.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>

#include <string>
#include <utility>

#include "svd/control/latent_shapes.h"
#include "types/error.h"

namespace stillwave::svd {

FreezeControl::FreezeControl(at::Tensor mask, std::int64_t until, at::Tensor still)
    : mask_(std::move(mask)), still_(std::move(still)), until_(until) {
    require_mask_values("The mask of the frozen areas", mask_);
}

void FreezeControl::start(SamplingState& state, std::span<const float> sigmas) {
    const auto& latents = state.latents;
    require_mask("The mask of the frozen areas", mask_, latents);
    mask_ = mask_.to(latents.device());
    if (still_.defined()) {
        require_shape("The still picture", still_, {1, 1, latents.size(2), latents.size(3), latents.size(4)});
        still_ = still_.to(latents.device());
    }
    const auto num_steps = static_cast<std::int64_t>(sigmas.size()) - 1;
    if (until_ < 0 || until_ > num_steps)
        throw Error(ErrorCode::invalid_argument, "Areas are to be frozen until step " + std::to_string(until_) +
                                                     ", but 0 to " + std::to_string(num_steps) + " is possible.");
}

void FreezeControl::denoised(const SamplingStep& step, at::Tensor& denoised) {
    if (step.index >= until_) return;
    const auto first = denoised.narrow(1, 0, 1), others = denoised.slice(1, 1);
    const auto mask = mask_.size(1) == 1 ? mask_ : mask_.slice(1, 1);
    denoised = at::cat({first, others * (1 - mask) + (still_.defined() ? still_ : first) * mask}, 1);
}

}  // namespace stillwave::svd
