#pragma once

#include <algorithm>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/earlier_take.h"
#include "engine/photo_placement.h"
#include "motion/reference_clip.h"
#include "svd/pipeline_stable_video_diffusion.h"
#include "types/clip.h"
#include "types/controls.h"
#include "types/progress.h"

/// The work of an artist's controls on one photo at one size. Internal to the engine.
namespace stillwave {

class Direction {
  public:
    /// Reads the pictures that the controls name. `picture` is the part of `photo` that the model sees; `driving` is
    /// the clip of read_driving_clip(); `model_hash` is the model that samples. Throws Error(invalid_argument), which
    /// says what does not fit, and Error(photo_unreadable); as read_earlier_take() where the clip begins with a take.
    Direction(const Controls& controls, const Clip& driving, const Image& photo, const Picture& picture,
              const AnimationSettings& settings, const std::string& model_hash);

    /// Whether the photo alone makes the clip, without a network.
    bool is_without_model() const { return controls_.camera.without_model || !driving_.frames.empty(); }

    /// Whether a reference clip, keyframes or an earlier take have a part, whose motion the model does not tell.
    bool has_other_motion() const {
        return !moved_.empty() || controls_.camera.moves() || !keyframes_.empty() ||
               (earlier_ && !earlier_->tells_motion());
    }

    /// A text that differs where the controls or the contents of the pictures that they name do. Empty where nothing is
    /// directed.
    const std::string& fingerprint() const { return fingerprint_; }

    /// The clip that the photo alone makes, of even width and height. `shown` is the model's picture at any size.
    Clip without_model(const Image& shown, const ProgressCallback& progress, std::stop_token stop) const;

    /// The photo with its regions moved or as the camera sees it, at the model's size; without frames where neither
    /// moves.
    Clip crude_clip(std::stop_token stop) const { return crude(stop).clip; }

    /// How often the model samples: once from each photo to the next where there are keyframes.
    std::size_t passes() const { return std::max<std::size_t>(1, keyframes_.size()); }
    /// The picture that a pass starts from, at the model's size.
    const Image& first_picture(std::size_t pass) const;
    /// Returns the steering of a pass, which encodes the reference clip here. It holds as long as this object.
    svd::Steering steering(const svd::StableVideoDiffusionPipeline& pipeline, std::size_t pass,
                           std::stop_token stop) const;
    /// The clip's own photo `whole` and the keyframes at its size, for photo detail.
    std::vector<Image> photos_like(const Image& whole) const;
    /// Whether the clip ends with its own photo. Its doubled last frame is left out, so that it goes round evenly.
    bool is_loop() const { return is_loop_; }
    /// Returns the clip's latents of those that the passes sampled.
    at::Tensor joined(const std::vector<at::Tensor>& passes) const;

    /// The take that the clip begins with; nullptr: it begins with the photo.
    const EarlierTake* earlier_take() const { return earlier_.get(); }

    /// Lays the frozen areas of `shown` over all frames. `shown` is the model's picture at the frames' size, or one
    /// pixel wider or higher.
    void freeze(Clip& clip, const Image& shown) const;

  private:
    void check_path(const MotionBrush& brush, const std::string& name) const;
    void fit_driving(const Clip& driving);
    motion::Mask frozen_mask(int width, int height) const;
    motion::ReferenceClip crude(std::stop_token stop) const;
    motion::ReferenceClip reference() const;
    motion::ReferenceClip camera_reference(const Image& shown, const ProgressCallback& progress,
                                           std::stop_token stop) const;
    Clip transplanted(const Image& shown, const ProgressCallback& progress, std::stop_token stop) const;

    Controls controls_;
    const Image& photo_;
    const Picture& picture_;
    const AnimationSettings& settings_;
    PhotoPlacement placement_;
    std::vector<DrawnArea> moved_, frozen_;
    Image depth_;
    std::vector<Image> keyframes_;  ///< at the model's size
    Clip driving_;                  ///< at the model's size
    std::unique_ptr<EarlierTake> earlier_;
    bool is_loop_ = false;
    std::string fingerprint_;
};

}  // namespace stillwave
