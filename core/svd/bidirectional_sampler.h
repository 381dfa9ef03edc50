#pragma once

#include "svd/samplers.h"

namespace stillwave::svd {

/// A photo at one end of a video.
struct VideoEnd {
    at::Tensor latents;  ///< [1, 1, latent_channels, h, w] float32: the photo's latents, at the scale of x
    /// The network's inputs where the video starts at this photo.
    Conditioning conditioning;
};

/// Samples a video between two photos with a network that knows a first photo alone (Yang et al., "ViBiDSampler", arXiv
/// 2410.05651). Each step goes forward from `first`'s photo; noise is added back to the step's level; and the step is
/// made once more with the frames in the opposite order from `last`'s photo. In both passes the prediction's far end is
/// the other photo's latents (in the paper the solution of a least-squares problem, which is this where the known part
/// is a frame), and the direction of the step is that of the unconditional prediction (Chung et al., "CFG++", arXiv
/// 2406.08070). The same photo at both ends gives a loop whose last frame is the first one once more.
///
/// Shapes as in sample_euler(); x has two frames or more. `denoiser` predicts for the conditioning alone, without
/// guidance: `guidance_scale` says here how far the prediction goes beyond the unconditional one; the authors use 1. A
/// step asks `denoiser` four times.
///
/// Controls see each prediction and each conditioning with the frames in the video's order: condition() and denoised()
/// are called for both passes of a step, after the far end was written, and after_step() once, at the step's end.
/// `draw_noise` returns noise of x's shape and standard deviation 1. It is called once for each step, also for steps
/// that a resumed run skips. Throws Error(invalid_argument) for ends of another shape and for a single frame.
at::Tensor sample_vibid(Denoiser& denoiser, at::Tensor x, std::span<const float> sigmas, const VideoEnd& first,
                        const VideoEnd& last, double guidance_scale, const SamplingControls& controls,
                        const std::function<at::Tensor()>& draw_noise);

}  // namespace stillwave::svd
