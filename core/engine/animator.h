#pragma once

#include <stop_token>

#include "types/animation.h"
#include "types/progress.h"

namespace stillwave {

/// Makes clips of photos. All calls block: an animator owns no thread and calls back on the caller's.
class Animator {
  public:
    virtual ~Animator() = default;

    /// Makes a clip and checks that it is neither NaN nor black nor frozen. The work rests until `progress` returns,
    /// which is how a front end pauses it. Throws Error, and Cancelled within a sampling step of a stop request.
    virtual AnimationResult animate(const AnimationRequest& request, const ProgressCallback& progress,
                                    std::stop_token stop) = 0;

    /// Foretells the time and memory that animate() takes. The photo is read only where the settings name no size.
    /// Throws Error.
    virtual AnimationEstimate estimate_animation(const AnimationRequest& request) = 0;

    /// Makes the crude clip of the request's controls, without a model: the photo with its regions moved, or as the
    /// camera sees it. The settings name width, height, num_frames and fps. Without brushes and camera the clip has no
    /// frames. Throws Error, and Cancelled soon after a stop.
    virtual Clip preview_controls(const AnimationRequest& request, std::stop_token stop) = 0;

    /// Loads the model that animate() of such a request needs, so that the next clip starts sooner. Throws Error.
    virtual void prepare(const AnimationRequest& request) = 0;

    /// Frees the model that is kept between calls, and its memory.
    virtual void rest() = 0;
};

}  // namespace stillwave
