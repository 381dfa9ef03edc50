#pragma once

#include <stop_token>

#include "motion/seam_score.h"
#include "types/clip.h"
#include "types/progress.h"

namespace stillwave::motion {

enum class LoopMode {
    as_shot,    ///< the frames as they are
    ping_pong,  ///< forth and back; the end frames are shown once: n frames become 2n - 2
    best_cut,   ///< the part of the clip whose last frame leads best back to its first
    crossfade   ///< the end is led over into the beginning along the motion between them: n frames become n - overlap
};

struct LoopOptions {
    LoopMode mode = LoopMode::as_shot;
    int shortest = 0;  ///< best_cut: frames to keep at least, from 3; 0 for half of the clip's
    int overlap = 0;   ///< crossfade: frames of the end to join with as many of the beginning; 0 to choose by the seam
};

struct LoopResult {
    Clip clip;
    int first = 0;     ///< the clip given: number of the first frame that is used
    int last = 0;      ///< the clip given: number of the last frame that is used
    SeamScore before;  ///< of the clip given
    SeamScore after;   ///< of the loop; after a cross-fade the worst of all joins that it touches
};

/// Makes a clip's end lead back to its beginning.
///
/// A cross-fade begins with `overlap` frames that show the end and the beginning brought together along dense flow,
/// from nearly the end's to nearly the beginning's; the clip's own frames follow, up to where the end was taken from.
/// In the other modes all frames are the clip's own, bit for bit.
///
/// Blocks; beside the result a small copy of each frame (256 px) is held. `progress` comes with Stage::loop. Throws
/// Cancelled within a frame of a stop, and Error(invalid_argument) for clips of fewer than 3 frames (cross-fade: 4),
/// unequal frames or sides below smallest_flow_side_px, where `shortest` is below 3 or above the clip's frames, and
/// where `overlap` is negative or above half of the frames.
LoopResult make_loop(const Clip& clip, const LoopOptions& options, const ProgressCallback& progress = {},
                     std::stop_token stop = {});

}  // namespace stillwave::motion
