#pragma once

#include <functional>
#include <stop_token>

#include "types/clip.h"
#include "types/progress.h"

namespace stillwave::motion {

/// Moves another photo as the frames of `driving` move: frame 0 is the photo, and each later frame is the photo warped
/// along the flow that leads from the driving clip's frame back to its first one. No network takes part. What comes in
/// from beyond the photo is its mirror image, and light that changes in the driving clip does not.
///
/// `photo` has the driving frames' aspect up to rounding. It is reduced to `long_side` px where it is larger; sides are
/// even. The frames go to `sink` one by one in playing order. `progress` is called after each with Stage::photo_detail.
/// Throws Error(invalid_argument) where frames are missing, differ in size or are too small for flow, and where the
/// photo has another aspect; Cancelled within a frame of a stop.
void transplant_motion(const Clip& driving, const Image& photo, int long_side,
                       const std::function<void(Image frame)>& sink, const ProgressCallback& progress = {},
                       std::stop_token stop = {});

}  // namespace stillwave::motion
