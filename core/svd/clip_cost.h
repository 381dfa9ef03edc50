#pragma once

#include <cstdint>

#include "svd/config.h"
#include "svd/pipeline_stable_video_diffusion.h"

namespace stillwave::svd {

/// What a network's run takes, told from its configuration alone.
struct NetworkCost {
    double flop = 0;                ///< of convolutions, matrix products and attention; 2 for a multiply-add
    std::int64_t peak_bytes = 0;    ///< the most that is held at once beside the weights
    std::int64_t weight_bytes = 0;  ///< of the weights that it uses, in the type that it computes in
    /// Of these what a layer uses as the file has it, where the file's type is the one computed in: on the processor
    /// these stay in the file's pages.
    std::int64_t plain_weight_bytes = 0;
    std::int64_t largest_weight_bytes = 0;
};

/// Of one clip. `step` is one pass of the UNet: a step with sequential guidance takes two.
struct ClipCost {
    NetworkCost image_encoder, vae_encoder, unet, vae_decoder;
    int passes_per_step = 1;
    double outermost_level_flop = 0;  ///< of the UNet's, what a pass takes that uses deep features again

    /// Of a whole clip. Guidance is counted for every step.
    double flop(const PipelineCall& call) const;
};

/// `call` with width, height, frames, guidance and how its memory is laid out. Follows the code of the networks step by
/// step; tests/svd/clip_cost_test.cpp holds it against what they really hold.
ClipCost clip_cost(const PipelineConfig& config, const PipelineCall& call, at::Device device, at::ScalarType dtype);

}  // namespace stillwave::svd
