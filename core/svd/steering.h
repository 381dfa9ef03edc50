#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "svd/samplers.h"

namespace stillwave::svd {

/// The facts of a run of the pipeline that its controls are made from.
struct RunStart {
    std::span<const float> sigmas;  ///< of the steps, and a final 0
    at::Tensor noise;               ///< [1, frames, latent_channels, h, w] float32: the run's start noise, deviation 1
};

/// The photo that a video is to end at, by sample_vibid().
struct LastPhoto {
    at::Tensor pixels;          ///< [1, 3, height, width] float32 on the CPU, -1..1
    double guidance_scale = 1;  ///< in place of the call's guidance; see sample_vibid()
};

/// The steering of a run of the pipeline beside its settings. An empty one steers nothing.
struct Steering {
    using MakeControls = std::function<std::vector<std::unique_ptr<SamplingControl>>(const RunStart& start)>;

    MakeControls make_controls = {};  ///< the controls act in the order of the list
    std::optional<LastPhoto> last_photo = {};
};

}  // namespace stillwave::svd
