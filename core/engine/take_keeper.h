#pragma once

#include <ATen/core/Tensor.h>

#include <optional>
#include <string>

#include "engine/take.h"
#include "types/animation.h"
#include "types/drift.h"
#include "types/machine.h"

/// Keeps a run's latents, frames and recipe in the request's take folder as they come. Without a take folder nothing is
/// kept. Internal to the engine.
namespace stillwave {

class TakeKeeper {
  public:
    /// Makes the folder. Throws Error(output_unwritable).
    TakeKeeper(const AnimationRequest& request, const Image& photo, const std::string& model_hash,
               const DeviceChoice& choice, const std::string& directed, const AnimationSettings& settings);

    /// Returns the latents that an earlier run of the same photo, model and settings kept; nothing where there are
    /// none.
    std::optional<at::Tensor> latents() const;

    /// Each throws Error(output_unwritable).
    void keep_latents(const at::Tensor& latents) const;
    void keep_frames(TakeFrames which, const Clip& clip) const;

    void keep_drift(const Drift& drift) const;

    /// Writes the recipe, which completes the take, and takes the frames out of `result`.
    void finish(AnimationResult& result) const;

  private:
    const AnimationRequest& request_;
    const Image& photo_;
    std::string source_;  ///< the text of all that the latents depend on
};

}  // namespace stillwave
