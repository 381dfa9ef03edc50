#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "engine/picture.h"
#include "motion/mask.h"
#include "motion/reference_clip.h"
#include "svd/pipeline_stable_video_diffusion.h"
#include "types/clip.h"
#include "types/controls.h"

/// What an artist's controls come to for one photo at one size. Internal to the engine.
namespace stillwave {

class Direction {
  public:
    /// Reads the pictures that the controls name. `picture` is the part of `photo` that the model sees. Throws
    /// Error(invalid_argument), which says what does not fit, and Error(photo_unreadable).
    Direction(const Controls& controls, const Image& photo, const Picture& picture, const AnimationSettings& settings);

    /// Whether the photo alone makes the clip, without a network.
    bool is_without_model() const { return controls_.camera.moves() && controls_.camera.without_model; }

    /// Whether a reference clip or a last photo takes part, whose motion the model does not tell.
    bool has_other_motion() const { return !moved_.empty() || controls_.camera.moves() || !last_photo_.empty(); }

    /// A text that differs where the controls or the pictures that they name do. Empty where nothing is directed.
    const std::string& fingerprint() const { return fingerprint_; }

    /// The clip that the camera alone makes of `shown`, which is the model's picture at any size.
    Clip camera_alone(const Image& shown) const;

    /// What steers a run of the pipeline, which encodes the reference clip.
    svd::Steering steering(const svd::StableVideoDiffusionPipeline& pipeline, std::stop_token stop) const;

    /// Lays the frozen areas of `shown`, the model's picture at the frames' size, over all frames.
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

    Area read_area(const PhotoArea& area);
    Placement placement(int width, int height) const;
    motion::Mask mask_of(const Area& area, int width, int height) const;
    motion::Mask frozen_mask(int width, int height) const;
    motion::ReferenceClip reference() const;
    motion::ReferenceClip camera_reference(const Image& shown) const;

    Controls controls_;
    const Image& photo_;
    const Picture& picture_;
    const AnimationSettings& settings_;
    std::vector<Area> moved_, frozen_;
    Image depth_, last_photo_;
    std::string fingerprint_;
};

}  // namespace stillwave
