#pragma once

#include <stop_token>

#include "types/animation.h"
#include "types/progress.h"

namespace stillwave {

/// Makes clips of photos. All calls are synchronous: an animator owns no thread and calls back on the caller's.
class Animator {
  public:
    virtual ~Animator() = default;

    /// Makes the clip, which was checked: it is not NaN, black or frozen. The work rests while `progress` does not
    /// return, which is how a front end pauses it. Throws Error, and Cancelled within a step of a stop.
    virtual AnimationResult animate(const AnimationRequest& request, const ProgressCallback& progress,
                                    std::stop_token stop) = 0;

    /// Foretells what animate() takes. Reads the photo only where the settings name no size. Throws Error.
    virtual AnimationEstimate estimate_animation(const AnimationRequest& request) = 0;

    /// Loads the model that animate() of such a request needs, so that the next clip starts sooner. Throws Error.
    virtual void prepare(const AnimationRequest& request) = 0;

    /// Frees what is kept between calls: the warm model and its memory.
    virtual void rest() = 0;
};

}  // namespace stillwave
