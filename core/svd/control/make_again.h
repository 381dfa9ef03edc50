#pragma once

#include "svd/control/time_to_move.h"

namespace stillwave::svd {

/// Returns the mask of what stays when frames `first` to `first + count - 1` of finished latents [1, frames, channels,
/// h, w] are made again: [1, frames, 1, h, w] float32, 1 where the latents stay. `area` [1, 1, 1, h, w], 0..1, is the
/// part of those frames that is made again; an undefined one stands for the whole frames. Throws
/// Error(invalid_argument) where the frames or the area do not fit.
at::Tensor kept_mask(const at::Tensor& latents, std::int64_t first, std::int64_t count, const at::Tensor& area = {});

/// Returns the control that makes a part of finished latents again and keeps the others bit for bit. Sampling starts
/// from the latents noised to the level of `step`, and after each step the kept part is written back at the step's
/// level, as in RePaint (Lugmayr et al., arXiv 2201.09865) and SDEdit (Meng et al., arXiv 2108.01073). That is
/// Time-to-Move with the take as its reference, `kept` as its mask, `step` as the weak clock and all `num_steps` as the
/// strong one. The part that is made again keeps less of the take the earlier the step is.
TimeToMoveControl make_again(const at::Tensor& latents, const at::Tensor& kept, const at::Tensor& noise,
                             std::int64_t step, std::int64_t num_steps);

}  // namespace stillwave::svd
