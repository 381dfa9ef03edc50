#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/photo_placement.h"
#include "svd/steering.h"
#include "types/clip.h"
#include "types/controls.h"

/// Clips that begin with a take that is there already. Internal to the engine.
namespace stillwave {

/// A finished take as a new clip uses it: the model samples some frames anew, and the take gives all others.
class EarlierTake {
  public:
    virtual ~EarlierTake() = default;

    /// The picture that the sampled frames start from, at the model's size.
    virtual const Image& first_picture() const = 0;
    /// How many frames the model samples.
    virtual int sampled_frames() const = 0;
    /// The control of a run of the pipeline whose latents are `rows` x `columns`.
    virtual std::unique_ptr<svd::SamplingControl> control(const svd::RunStart& start, int rows, int columns) const = 0;
    /// Returns the new take's latents: `sampled` [frames, channels, h, w] and the earlier take's.
    virtual at::Tensor joined(const at::Tensor& sampled) const = 0;
    /// Returns those of the new take's latents that are decoded.
    virtual at::Tensor decoded_part(const at::Tensor& joined) const = 0;
    /// Returns the new take's frames, of which `decoded` were made of decoded_part().
    virtual Clip composed(Clip decoded) const = 0;
    /// Puts the earlier take's frames with photo detail in the place of those of `clip` that show the same. Frames of
    /// another size stay, as do all where the earlier take has none.
    virtual void keep_detail(Clip& clip) const = 0;
    /// Whether the motion that a model tells in its latents holds for the whole new take.
    virtual bool tells_motion() const = 0;
    /// A text that differs where the take's frames do.
    virtual std::string fingerprint() const = 0;
};

/// Reads the take that the controls go on from; nullptr where they name none. `model_hash` is the model that makes the
/// new frames. Throws Error(clip_unreadable) where the take is damaged, Error(photo_changed) where it was made of
/// another photo, and Error(invalid_argument) where it was made by another model or by none, at another size or crop,
/// or where it does not have the frames that the controls name. Keeps a reference to `placement`.
std::unique_ptr<EarlierTake> read_earlier_take(const Controls& controls, const Image& photo,
                                               const PhotoPlacement& placement, const AnimationSettings& settings,
                                               const std::string& model_hash);

}  // namespace stillwave
