#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>
#include <filesystem>
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
    /// Makes the folder. Throws Error(output_unwritable), and Error(invalid_argument) where the request's controls need
    /// the take that lies there.
    TakeKeeper(const AnimationRequest& request, const Image& photo, const std::string& model_hash,
               const DeviceChoice& choice, const std::string& directed, const AnimationSettings& settings);

    /// Returns the latents that an earlier run of the same photo, model and settings kept; nothing where there are
    /// none.
    std::optional<at::Tensor> latents() const;

    /// Returns the latents that a stopped run of the same clip kept of one of its passes; nothing where there are none.
    std::optional<at::Tensor> pass_latents(std::size_t pass) const;

    // Each throws Error(output_unwritable).
    /// Keeps what one of several passes sampled, until keep_latents() has the whole clip.
    void keep_pass_latents(std::size_t pass, const at::Tensor& latents) const;
    void keep_latents(const at::Tensor& latents) const;
    /// The model's frames come first: with them everything is taken away that an earlier take left in the folder.
    void keep_frames(TakeFrames which, const Clip& clip) const;
    void keep_drift(const Drift& drift) const;

    /// Writes the recipe, which completes the take, and takes the frames out of `result`.
    void finish(AnimationResult& result) const;

  private:
    std::filesystem::path pass_path(std::size_t pass) const;
    std::string pass_source(std::size_t pass) const;

    const AnimationRequest& request_;
    const Image& photo_;
    std::string source_;  ///< the text of all that the latents depend on
};

}  // namespace stillwave
