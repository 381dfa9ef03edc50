#pragma once

#include <vector>

#include "types/clip.h"

namespace stillwave::motion {

/// How much worse the join from a clip's last frame to its first is than the clip's ordinary joins. Each value is 0
/// where the seam is like any other join and has no upper end: up to 0.4 is within what ordinary joins vary by, 1 is
/// seen, 3 a jump.
struct SeamScore {
    /// By how much the picture after the seam differs from where the motion on either side would have led, beyond what
    /// is usual, against the clip's usual change from frame to frame (and at least one level).
    double difference = 0;
    /// The flow's change at the seam, in speed and direction, beyond that at the usual join, against the clip's
    /// usual speed (and at least a quarter of a px a frame at 256 px). About 2 where motion turns about.
    double motion = 0;
    double score = 0;  ///< both together: the root of the squares of the difference and half of the motion
};

/// Scores the seam of a clip on frames reduced to 256 px on the long side. Blocks; a small copy of each frame is held.
/// Throws Error(invalid_argument) for clips of fewer than 3 frames, for frames that differ in size, and for sides below
/// smallest_flow_side_px.
SeamScore seam_score(const Clip& clip);

/// The perceptual difference over each join, levels (of 255): frame t to t + 1 at t, the seam as the last. Not
/// relative: fast motion has large values everywhere. As many as frames. Throws as seam_score does, for fewer than 2
/// frames.
std::vector<double> join_differences(const Clip& clip);

}  // namespace stillwave::motion
