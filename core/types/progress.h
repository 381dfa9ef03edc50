#pragma once

#include <functional>
#include <vector>

#include "types/image.h"

namespace stillwave {

enum class Stage { load, image_encoder, vae_encode, sample, decode, photo_detail, loop, interpolate, upscale, write };

/// Where a job is. Sent on the thread that called the engine.
struct Progress {
    Stage stage = Stage::load;
    int step = 0;   ///< finished units of the stage: sampling steps, frames
    int total = 0;  ///< units in the stage; 0 where it cannot be known
    /// After a sampling step: small frames of what is coming, one for each of the clip's. While decoding: the finished
    /// frame number `step` alone, at the model's size. Else empty.
    std::vector<Image> preview;
};

using ProgressCallback = std::function<void(const Progress&)>;

}  // namespace stillwave
