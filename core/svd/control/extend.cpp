#include "svd/control/extend.h"

#include <ATen/ops/cat.h>

#include <string>
#include <utility>

#include "svd/control/latent_shapes.h"
#include "types/error.h"

namespace stillwave::svd {

ExtendControl::ExtendControl(at::Tensor known, float sigma_min) : known_(std::move(known)), sigma_min_(sigma_min) {}

void ExtendControl::start(SamplingState& state, std::span<const float>) {
    const auto& latents = state.latents;
    const auto overlap = known_.dim() == 5 ? known_.size(1) : 0;
    require_shape("The overlap with the clip before", known_,
                  {1, overlap, latents.size(2), latents.size(3), latents.size(4)});
    if (overlap < 1 || overlap >= latents.size(1))
        throw Error(ErrorCode::invalid_argument, "The overlap with the clip before has " + std::to_string(overlap) +
                                                     " frames, but 1 to " + std::to_string(latents.size(1) - 1) +
                                                     " are possible.");
    known_ = known_.to(latents.device());
}

void ExtendControl::denoised(const SamplingStep& step, at::Tensor& denoised) {
    if (step.sigma < sigma_min_) return;
    denoised = at::cat({known_, denoised.slice(1, known_.size(1))}, 1);
}

}  // namespace stillwave::svd
