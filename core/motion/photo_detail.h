#pragma once

#include <functional>
#include <stop_token>
#include <vector>

#include "motion/dense_flow.h"
#include "types/clip.h"
#include "types/image.h"
#include "types/progress.h"

namespace stillwave::motion {

/// A function that returns a generated frame enlarged to width x height px. It may throw.
using Enlarge = std::function<Image(const Image& frame, int width, int height)>;

struct PhotoDetailOptions {
    int long_side = 2048;          ///< px, at most; a smaller photo keeps its size
    bool keep_confidence = false;  ///< whether the confidence maps are returned too
    /// Enlarges a generated frame for the pixels that the photo cannot give. It is called once for each frame that has
    /// such pixels. Where it is empty, frames are enlarged by cubic interpolation.
    Enlarge enlarge = {};
    /// The motion of each frame back to the first one at the model's size, where the model itself tells it; the first
    /// frame's is zero. It is followed without measuring, and the photo gives every pixel. Empty: motion is measured.
    std::vector<Flow> told_motion = {};
};

struct PhotoDetailResult {
    Clip clip;                     ///< the frames, of even width and height; frame 0 is the photo itself
    double mean_confidence = 1.0;  ///< 0..1: the photo's share of all pixels of the frames after the first
    /// The confidence maps where they were asked for, one for each frame at the model's size; white marks the photo's
    /// pixels.
    std::vector<Image> confidence_maps;
};

/// A function that is called with each finished frame and, where asked for, its confidence map; otherwise an empty
/// image.
using DetailSink = std::function<void(Image frame, Image confidence_map)>;

/// Moves the photo's own pixels along the motion of the generated frames. The result has crisp frames at the photo's
/// resolution, whatever the model's size.
///
/// `model_frames` are the generated frames, the first of which is the model's version of the photo. `photo` is the part
/// of the photo that the model saw, at full resolution, of the same aspect up to rounding. Each frame of the result is
/// the photo warped along dense flow, in the light of the generated frame. Where the flow cannot be trusted (occlusion,
/// new content, places far outside the photo), the frame blends softly to the generated frame, enlarged as the options
/// say.
///
/// The frames go to `sink` one by one in playing order, on the calling thread. Returns the mean confidence (0..1), as
/// in PhotoDetailResult. The call blocks; `progress` is called on the calling thread after each frame, with
/// Stage::photo_detail. Memory holds the photo, its reduction and two frames at full size, a third frame where
/// `enlarge` makes it, and whatever `sink` keeps. Throws Cancelled within a frame of a stop. Throws
/// Error(invalid_argument) where frames are missing, differ in size or are below smallest_flow_side_px, where the long
/// side asked for is below it, where the photo has another aspect, and where `enlarge` returns another size, and
/// where the motion that is told is not of these frames.
double photo_detail_to(const Clip& model_frames, const Image& photo, const PhotoDetailOptions& options,
                       const DetailSink& sink, const ProgressCallback& progress = {}, std::stop_token stop = {});

/// Works as photo_detail_to() does and returns all frames.
PhotoDetailResult photo_detail(const Clip& model_frames, const Image& photo, const PhotoDetailOptions& options = {},
                               const ProgressCallback& progress = {}, std::stop_token stop = {});

}  // namespace stillwave::motion
