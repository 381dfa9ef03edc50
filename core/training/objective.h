#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <memory>
#include <optional>

#include "training/clip_renderer.h"
#include "training/photo_pack.h"
#include "training/start_model.h"
#include "types/training_settings.h"

namespace stillwave::training {

/// The source of a pass's random numbers.
struct PassDraws {
    at::Generator generator;
    /// An evaluation's: of held-out photos, nothing dropped, at the noise level of this quantile. Empty in training.
    std::optional<double> quantile = std::nullopt;
};

struct PassLoss {
    at::Tensor loss;                         ///< a scalar, differentiable where gradients are enabled
    float sigma = 1;                         ///< the noise level; 1 where the objective has none
    std::shared_ptr<const void> model = {};  ///< what the backward pass may compute again with: keep it until then
};

/// The task that a component is trained for: a loss for each pass, from photos that the objective draws.
class Objective {
  public:
    virtual ~Objective() = default;

    /// `weights` are the component's, float32 on the device. Where gradients are enabled they arrive at them.
    virtual PassLoss loss(const nn::NamedTensors& weights, const PassDraws& draws) const = 0;
};

/// Training and held-out photos of a run, and how clips are rendered from them.
class ClipSource {
  public:
    /// Throws Error(invalid_argument) where no photo is left to train on.
    ClipSource(const PhotoPack& photos, const TrainingSettings& settings);

    const PhotoPack& photos() const { return photos_; }
    const std::string& fingerprint() const { return photos_.fingerprint(); }
    std::int64_t held_out() const { return settings_.held_out_photos; }
    /// Held-out photo number `index`; a training photo where none is held out.
    const at::Tensor& held_out_photo(std::int64_t index) const;

    /// A clip of a drawn photo and crop that moves by `motion`.
    RenderedClip draw(const PassDraws& draws, const ClipMotion& motion) const;

  private:
    PhotoPack photos_;
    TrainingSettings settings_;
};

/// EDM's loss of the UNet as Stable Video Diffusion is trained (Blattmann et al., arXiv 2311.15127): latents of clips
/// with noise, conditioned on their first frame, its noise, the frame rate and the motion bucket.
///
/// With noise_coupling the move of a clip is read off its noise (see code_in_noise()). The network sees the
/// move in its input, so that it need not answer with the mean of all moves, and a seed chooses one.
std::unique_ptr<Objective> make_unet_objective(const StartModel& model, const ClipSource& clips,
                                               const TrainingSettings& settings);

/// The mean absolute difference between clips and what the VAE makes of them: each frame's mode of the posterior,
/// decoded as one clip.
std::unique_ptr<Objective> make_vae_objective(const StartModel& model, const ClipSource& clips,
                                              const TrainingSettings& settings);

/// The code in the noise [frames, channels, h, w] of a clip: one number for each of the last code_channels channels,
/// normally distributed as a drawn code would be. `mean` takes sqrt(N) times the mean over all N places and frames,
/// `corner` the first frame's first place.
std::vector<double> code_in_noise(const at::Tensor& noise, const TrainingSettings& settings);

/// The latents of a clip as the UNet is to make them: the VAE's [frames, channels, h, w], the last of which are
/// replaced by the backward flow in the motion channels, each place's column and row in the position channels, and
/// zeros in the code channels.
at::Tensor with_extra_channels(const at::Tensor& latents, const at::Tensor& backward_flow,
                               const TrainingSettings& settings);

}  // namespace stillwave::training
