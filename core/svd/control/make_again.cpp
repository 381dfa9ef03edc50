#include "svd/control/make_again.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/ones.h>

#include <string>

#include "svd/control/latent_shapes.h"
#include "types/error.h"

namespace stillwave::svd {

at::Tensor kept_mask(const at::Tensor& latents, std::int64_t first, std::int64_t count, const at::Tensor& area) {
    const auto num_frames = latents.size(1), height = latents.size(3), width = latents.size(4);
    if (first < 0 || count < 1 || first > num_frames - count)
        throw Error(ErrorCode::invalid_argument, std::to_string(count) + " frames from frame " + std::to_string(first) +
                                                     " on are to be made again, but the clip has frames 0 to " +
                                                     std::to_string(num_frames - 1) + ".");
    auto kept = at::ones({1, num_frames, 1, height, width}, latents.options());
    auto made = kept.narrow(1, first, count);
    if (area.defined()) {
        require_shape("The area that is made again", area, {1, 1, 1, height, width});
        require_mask_values("The area that is made again", area);
        made.sub_(area);
    } else {
        made.zero_();
    }
    return kept;
}

TimeToMoveControl make_again(const at::Tensor& latents, const at::Tensor& kept, const at::Tensor& noise,
                             std::int64_t step, std::int64_t num_steps) {
    return {latents, kept, noise, {step, num_steps}};
}

}  // namespace stillwave::svd
