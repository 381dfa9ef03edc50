#pragma once

#include <functional>
#include <vector>

#include "types/image.h"

namespace stillwave {

enum class Stage {
    load,
    image_encoder,
    vae_encode,
    sample,
    decode,
    photo_detail,
    camera_lock,
    loop,
    interpolate,
    upscale,
    write
};

/// The progress of a generation or export. The engine reports it on the thread that called the engine.
struct Progress {
    Stage stage = Stage::load;
    int step = 0;   ///< how many of the stage's units (sampling steps, frames) are finished
    int total = 0;  ///< how many units the stage has; 0 where it cannot be known
    /// After a sampling step: a small picture of each of the clip's frames as it is so far. While decoding: frame
    /// number `step` alone, finished, at the model's size. Otherwise empty.
    std::vector<Image> preview;
};

using ProgressCallback = std::function<void(const Progress&)>;

}  // namespace stillwave
