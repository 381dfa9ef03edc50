#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "engine/picture.h"
#include "media/crop.h"
#include "motion/mask.h"
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
    /// the clip of read_driving_clip(). Throws Error(invalid_argument), which says what does not fit, and
    /// Error(photo_unreadable).
    Direction(const Controls& controls, const Clip& driving, const Image& photo, const Picture& picture,
              const AnimationSettings& settings);

    /// Whether the photo alone makes the clip, without a network.
    bool is_without_model() const { return controls_.camera.without_model || !driving_.frames.empty(); }

    /// Whether a reference clip or a last photo takes part, whose motion the model does not tell.
    bool has_other_motion() const { return !moved_.empty() || controls_.camera.moves() || !last_photo_.empty(); }

    /// A text that differs where the controls or the contents of the pictures that they name do. Empty where nothing is
    /// directed.
    const std::string& fingerprint() const { return fingerprint_; }

    /// The clip that the photo alone makes, of even width and height. `shown` is the model's picture at any size.
    Clip without_model(const Image& shown, const ProgressCallback& progress, std::stop_token stop) const;

    /// Returns the steering of a run of the pipeline, which encodes the reference clip here.
    svd::Steering steering(const svd::StableVideoDiffusionPipeline& pipeline, std::stop_token stop) const;

    /// Lays the frozen areas of `shown` over all frames. `shown` is the model's picture at the frames' size, or one
    /// pixel wider or higher.
    void freeze(Clip& clip, const Image& shown) const;

  private:
    /// A part of the photo, with the picture of its mask where it has one.
    struct Area {
        PhotoArea area;
        Image mask;
    };
    /// Where the whole photo lies in frames of some size, px. Of a cropped photo parts lie outside.
    struct Placement {
        double left = 0, top = 0, width = 0, height = 0;
    };

    Area read_area(PhotoArea& told);
    void check_area(const Area& area, const std::string& name) const;
    void check_path(const MotionBrush& brush, const std::string& name) const;
    void fit_driving(const Clip& driving);
    media::FrameRectangle inside_bars(int width, int height) const;
    Placement placement(int width, int height) const;
    motion::Mask mask_of(const Area& area, int width, int height) const;
    motion::Mask frozen_mask(int width, int height) const;
    motion::ReferenceClip reference() const;
    motion::ReferenceClip camera_reference(const Image& shown, const ProgressCallback& progress,
                                           std::stop_token stop) const;
    Clip transplanted(const Image& shown, const ProgressCallback& progress, std::stop_token stop) const;

    Controls controls_;
    const Image& photo_;
    const Picture& picture_;
    const AnimationSettings& settings_;
    std::vector<Area> moved_, frozen_;
    Image depth_, last_photo_;
    Clip driving_;  ///< at the model's size
    std::string fingerprint_;
};

}  // namespace stillwave
