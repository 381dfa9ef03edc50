#pragma once

#include <functional>
#include <vector>

#include "types/image.h"

namespace stillwave {

enum class Stage { load, image_encoder, vae_encode, sample, decode, photo_detail, loop, interpolate, upscale, write };

/// How far a job has come. The engine tells it on the thread that called it.
struct Progress {
    Stage stage = Stage::load;
    int step = 0;   ///< how many of the stage's units are finished: sampling steps, frames
    int total = 0;  ///< how many units the stage has; 0 where it cannot be known
    /// After a sampling step: a small picture of each of the clip's frames as it is so far. While decoding: frame
    /// number `step` alone, finished, at the model's size. Otherwise empty.
    std::vector<Image> preview;
};

using ProgressCallback = std::function<void(const Progress&)>;

}  // namespace stillwave
