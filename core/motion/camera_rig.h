#pragma once

#include <stop_token>

#include "motion/depth.h"
#include "motion/easing.h"
#include "motion/reference_clip.h"
#include "types/progress.h"

namespace stillwave::motion {

/// Where the camera stands at the end of a clip, as moved from the photo's camera.
struct CameraMove {
    double pan_degrees = 0;   ///< the camera turns to the right
    double tilt_degrees = 0;  ///< the camera turns upwards
    double roll_degrees = 0;  ///< the camera turns clockwise, so that the picture turns the other way
    /// The size at the end of what stands at the pivot: above 1 the camera comes nearer, below 1 it goes away.
    double push = 1;
    double orbit_degrees = 0;  ///< the camera goes round the pivot to the right and keeps looking at it
    double pivot_nearness =
        0.5;  ///< of the pivot, which lies on the line through the photo's middle; as in NearnessMap
    double field_of_view_degrees = 50;  ///< of the photo's longer side
    Easing easing = Easing::ease_in_out;
};

/// Shows the photo from a camera that moves, with the parallax of its depth. Frame 0 is the photo itself. In each frame
/// the nearest surface is found by moving every pixel of the photo, and shows the photo's own pixels at parts of a
/// pixel. What the photo does not know, behind its objects and beyond its borders, is filled from its farthest
/// neighbours; the masks are 255 where the photo is known. The call blocks; `progress` is called after each frame with
/// Stage::photo_detail. Throws Cancelled within a frame of a stop, and Error(invalid_argument) where the photo is
/// empty, the map has another size, there are fewer than 2 frames or fps is not positive, or a part of the move is out
/// of its range: angles within -60 to 60 degrees, push within 0.25 to 4, pivot_nearness above 0 and at most 1, field of
/// view within 10 to 120 degrees.
ReferenceClip camera_clip(const Image& photo, const NearnessMap& nearness, const CameraMove& move, int num_frames,
                          double fps, const ProgressCallback& progress = {}, std::stop_token stop = {});

}  // namespace stillwave::motion
