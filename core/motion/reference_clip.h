#pragma once

#include <vector>

#include "motion/easing.h"
#include "motion/mask.h"
#include "types/clip.h"

namespace stillwave::motion {

/// A place on a path at a time.
struct PathPoint {
    double time = 0;  ///< the share of the clip's duration, 0..1
    double x = 0;     ///< px of the photo
    double y = 0;     ///< px of the photo
};

/// A region of the photo that moves along a path.
struct MovedRegion {
    Mask mask;              ///< the region, of the photo's size
    double feather_px = 0;  ///< the width of the soft edge that the region gets inside its mask
    /// Where a point of the region is at which time, as a polyline: the region moves as this point does. Before the
    /// first point and after the last one it rests.
    std::vector<PathPoint> path;
    Easing easing = Easing::linear;  ///< of the time along the whole path
};

/// A crude clip that shows what is to move and where.
struct ReferenceClip {
    Clip clip;  ///< frame 0 is the photo itself where each path begins at time 0
    /// For each frame, where the regions are in it, and where they have left their places: a model that is free there
    /// paints the photo's region again, beside the one that moved.
    std::vector<Mask> masks;
};

/// Makes the reference clip of Time-to-Move (Singer et al., arXiv 2511.08633) from a photo: in each frame the regions
/// are cut out and moved, by parts of a pixel too, later regions over earlier ones. What they leave is filled from the
/// surroundings. The call blocks. Throws Error(invalid_argument) where the photo is empty, the number of frames is
/// below 2, fps is not positive, or a region's mask has another size or holds nothing, its feather is negative, or its
/// path is empty, leaves the photo, or its times do not rise within 0..1.
ReferenceClip reference_clip(const Image& photo, const std::vector<MovedRegion>& regions, int num_frames, double fps);

}  // namespace stillwave::motion
