#pragma once

#include <cstdint>
#include <memory>

#include "svd/config.h"
#include "svd/pipeline_stable_video_diffusion.h"

namespace stillwave::svd {

/// The computing and the memory that one run of a network takes.
struct NetworkCost {
    double flop = 0;                ///< FLOP of convolutions, matrix products and attention; 2 for a multiply-add
    std::int64_t peak_bytes = 0;    ///< the most bytes that are held at once beside the weights
    std::int64_t weight_bytes = 0;  ///< bytes of the weights that the network uses, in the type that it computes in
    /// Bytes of those weights that need no copy, because the file has them in the type and the layout that the layer
    /// computes in. On the processor they stay in the file's pages.
    std::int64_t plain_weight_bytes = 0;
    std::int64_t largest_weight_bytes = 0;
};

/// The parts of a clip's Steering that take work of their own.
struct SteeredWork {
    bool follows_reference = false;  ///< a TimeToMoveControl with a reference clip, which is encoded frame by frame
    bool freezes = false;            ///< a FreezeControl with the photo's latents, which are encoded once more
    bool ends_at_photo = false;      ///< a LastPhoto: see sample_vibid()
};

/// The cost of each network for one clip. `unet` is the cost of one pass: one window of the clip, through one branch of
/// guidance or both in one batch. `unet.peak_bytes` holds whatever the number of windows.
struct VideoCost {
    NetworkCost image_encoder, vae_encoder, unet, vae_decoder;
    double passes_per_step = 1;        ///< in the mean of the steps, because moving windows differ in number by one
    std::int64_t steps = 1;            ///< the steps that sampling makes; a TimeToMoveControl leaves out the first ones
    std::int64_t embedded_photos = 1;  ///< pictures that the image encoder sees
    std::int64_t encoded_pictures = 1;  ///< pictures that the VAE encodes, one after the other
    /// FLOP of a pass that uses deep features again (see DeepCache); 0 where the call does not ask for that.
    double outermost_level_flop = 0;

    /// Returns the FLOP of the whole clip. Guidance is counted for every step, whatever its interval of sigmas.
    double flop(const PipelineCall& call) const;
};

/// Predicts the cost of a clip by a dry run (see nn::DryRun) of the networks themselves: no weights are read and
/// nothing is computed. A dry run takes some tenths of a second for a full-size clip. One object serves one thread.
class VideoCosts {
  public:
    /// `call` has width, height, frames and guidance set. The networks would run on `device` and compute in `dtype`.
    /// Throws Error(invalid_argument) for windows that cannot be, and for a schedule that a reference cannot follow.
    VideoCosts(const PipelineConfig& config, const PipelineCall& call, at::Device device, at::ScalarType dtype,
               const SteeredWork& steered = {});
    ~VideoCosts();
    VideoCosts(VideoCosts&&) noexcept;

    /// Returns the cost with this layout. A network whose part of the layout was asked for before is not run again.
    VideoCost of(const WorkLayout& layout);

    const PipelineCall& call() const;
    at::Device device() const;
    at::ScalarType dtype() const;

  private:
    struct Networks;
    std::unique_ptr<Networks> networks_;
};

/// Returns the cost of one clip with the layout of its call.
VideoCost video_cost(const PipelineConfig& config, const PipelineCall& call, at::Device device, at::ScalarType dtype,
                     const SteeredWork& steered = {});

}  // namespace stillwave::svd
