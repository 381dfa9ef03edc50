#pragma once

#include <stop_token>

#include "types/clip.h"
#include "types/progress.h"

namespace stillwave::motion {

/// Takes the camera's own movement out of a clip, so that only what moves in the picture moves.
///
/// The global motion of each frame is the homography that most of its dense flow against the first frame follows
/// (MAGSAC++, Barath et al., arXiv 1912.05909), so that things that move by themselves do not pull it along. Each frame
/// is brought onto the first one, and all are cut to the largest rectangle of the clip's aspect that every frame fills:
/// the returned clip is smaller, with even sides. A clip of one frame is returned as it is. Throws
/// Error(invalid_argument) where the sizes differ or a side is too small for flow, where a frame has too little detail
/// to follow, and where less than a third of the width would be left; Cancelled.
Clip lock_camera(const Clip& clip, const ProgressCallback& progress = {}, std::stop_token stop = {});

}  // namespace stillwave::motion
