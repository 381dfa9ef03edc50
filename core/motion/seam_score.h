#pragma once

#include "types/clip.h"

namespace stillwave::motion {

/// The score of a clip's seam: how much worse the join from its last frame to its first is than its ordinary joins.
/// Each value is 0 where the seam is like any other join, and has no upper limit. Ordinary joins vary by up to 0.4; a
/// seam of 1 is visible, and a seam of 3 is a jump.
struct SeamScore {
    /// The difference of the frames at the seam to those to which the motion on either side would have led, beyond the
    /// usual difference, divided by the clip's usual change from frame to frame (at least one level).
    double difference = 0;
    /// The flow's change at the seam, in speed and direction, beyond that at the usual join, divided by the clip's
    /// usual speed (at least a quarter of a px a frame at 256 px). It is about 2 where the motion reverses.
    double motion = 0;
    double score = 0;  ///< the root of the sum of the squares of the difference and of half the motion
};

/// Scores the seam of a clip on frames reduced to 256 px on the long side. The call blocks; memory holds a small copy
/// of each frame. Throws Error(invalid_argument) for clips of fewer than 3 frames, for frames that differ in size, and
/// for sides below smallest_flow_side_px.
SeamScore seam_score(const Clip& clip);

}  // namespace stillwave::motion
