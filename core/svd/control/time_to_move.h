#pragma once

#include "svd/samplers.h"

namespace stillwave::svd {

/// The two clocks of Time-to-Move, as steps of a sampler, counted from 0: weak < strong.
struct DualClock {
    /// Sampling starts at this step. Outside the mask the clip is free from its noise level on.
    std::int64_t weak = 0;
    /// Before this step the masked part is the reference's; from it on the model finishes that part too.
    std::int64_t strong = 1;
};

/// Returns the clocks for a schedule. The authors found strong = 21 and weak = 16 for Stable Video Diffusion with 50
/// steps. Other schedules and ranges of noise get the step that stands nearest to the same share of the way from the
/// first sigma to the last one above 0, in the root of rho = 7 by which Karras et al. space their sigmas (arXiv
/// 2206.00364). So Karras' schedule has (weak, strong) at (16, 21) of 50 steps, (9, 12) of 30, (8, 10) of 25, (6, 8) of
/// 20, (3, 4) of 10 and (1, 2) of 4.
///
/// `ambient`, 0 to 1, says how free the rest of the clip is. It is the share of the way to the strong clock that the
/// weak clock stays behind. At 0 the rest follows the reference as closely as the masked part does, at 1 it comes from
/// noise alone. The authors' choice is 5 of 21 steps. `hold`, 0 to 1, is the share of the way at which the strong clock
/// stands; at 1 it is the number of all steps. Throws Error(invalid_argument) for other values.
DualClock dual_clock(std::span<const float> sigmas, double ambient = 5.0 / 21, double hold = 21.0 / 49);

/// A control that makes regions of a clip follow a crudely moved reference clip (Singer et al., "Time-to-Move", arXiv
/// 2511.08633, "dual-clock denoising"). Sampling starts at the weak step from the noised reference, and after each step
/// before the strong one the masked part is replaced by the reference at the step's noise level. Where the strong clock
/// is the number of all steps, the masked part ends as the reference itself, bit for bit.
class TimeToMoveControl : public SamplingControl {
  public:
    /// `reference` [1, frames, latent_channels, h, w] float32: the latents of the reference clip, at the scale of x.
    /// `mask` [1, frames or 1, 1, h, w] float32, 0..1: 1 where the reference holds. A soft edge mixes both. `noise`, of
    /// the reference's shape, has the standard deviation 1; it is drawn once for a run, also for one that goes on.
    /// Throws Error(invalid_argument) for a mask outside 0..1.
    TimeToMoveControl(at::Tensor reference, at::Tensor mask, at::Tensor noise, const DualClock& clock);

    /// Throws Error(invalid_argument) where the shapes or the clock do not fit the latents or the steps.
    void start(SamplingState& state, std::span<const float> sigmas) override;
    void after_step(const SamplingStep& step, at::Tensor& x) override;

  private:
    at::Tensor reference_, mask_, noise_;
    DualClock clock_;
};

}  // namespace stillwave::svd
