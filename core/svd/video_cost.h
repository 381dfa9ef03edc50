#pragma once

#include <cstdint>
#include <memory>

#include "svd/config.h"
#include "svd/pipeline_stable_video_diffusion.h"

namespace stillwave::svd {

/// The computing and memory that a network's run takes.
struct NetworkCost {
    double flop = 0;                ///< of convolutions, matrix products and attention; 2 for a multiply-add
    std::int64_t peak_bytes = 0;    ///< the most that is held at once beside the weights
    std::int64_t weight_bytes = 0;  ///< of the weights that it uses, in the type that it computes in
    /// Bytes of those weights that a layer uses as the file has them, where the file's type is the one computed in. On
    /// the processor these weights stay in the file's pages.
    std::int64_t plain_weight_bytes = 0;
    std::int64_t largest_weight_bytes = 0;
};

/// The cost of each network for one clip. `unet` is one pass: a step with sequential guidance takes two.
struct VideoCost {
    NetworkCost image_encoder, vae_encoder, unet, vae_decoder;
    int passes_per_step = 1;
    /// FLOP of a pass that uses deep features again (see DeepCache); 0 where the call asks for none.
    double outermost_level_flop = 0;

    /// FLOP of the whole clip. Guidance is counted for every step.
    double flop(const PipelineCall& call) const;
};

/// Tells what a clip takes by a dry run (see nn::DryRun) of the networks themselves: no weights are read and nothing is
/// computed. Takes some tenths of a second for a full-size clip. For one thread.
class VideoCosts {
  public:
    /// `call` with width, height, frames and guidance; the networks would run on `device` and compute in `dtype`.
    VideoCosts(const PipelineConfig& config, const PipelineCall& call, at::Device device, at::ScalarType dtype);
    ~VideoCosts();
    VideoCosts(VideoCosts&&) noexcept;

    /// The cost with the work laid out so. What was run for another layout and does not differ is not run again.
    VideoCost of(const WorkLayout& layout);

    const PipelineCall& call() const;
    at::Device device() const;
    at::ScalarType dtype() const;

  private:
    struct Networks;
    std::unique_ptr<Networks> networks_;
};

/// The cost of one clip with its call's layout.
VideoCost video_cost(const PipelineConfig& config, const PipelineCall& call, at::Device device, at::ScalarType dtype);

}  // namespace stillwave::svd
