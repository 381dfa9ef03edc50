#pragma once

#include <stop_token>

#include "motion/seam_score.h"
#include "types/clip.h"
#include "types/progress.h"

namespace stillwave::motion {

enum class LoopMode {
    as_shot,    ///< the frames unchanged
    ping_pong,  ///< the clip forward and backward; the end frames are shown once: n frames become 2n - 2
    best_cut,   ///< the part of the clip whose last frame leads best back to its first
    crossfade   ///< the end turns into the beginning along the motion between them: n frames become n - overlap
};

struct LoopOptions {
    LoopMode mode = LoopMode::as_shot;
    int shortest = 0;  ///< best_cut: the fewest frames to keep, at least 3; 0 for half of the clip's
    /// crossfade: how many frames of the end and of the beginning are joined; 0 to choose by the seam.
    int overlap = 0;
};

struct LoopResult {
    Clip clip;
    int first = 0;     ///< index in the source clip of the first frame that is used
    int last = 0;      ///< index in the source clip of the last frame that is used
    SeamScore before;  ///< the seam of the source clip
    SeamScore after;   ///< the seam of the loop; after a cross-fade the worst of all joins that it touches
};

/// Makes a clip whose end leads back to its beginning.
///
/// A cross-fade begins with `overlap` frames that blend the clip's end into its beginning along dense flow. The first
/// of them is almost a frame of the end, the last almost a frame of the beginning. The clip's own frames follow, up to
/// the frames of the end that were blended. In the other modes all frames are the clip's own, bit for bit.
///
/// The call blocks; memory holds the result and a small copy of each frame (256 px). `progress` is called with
/// Stage::loop. Throws Cancelled within a frame of a stop. Throws Error(invalid_argument) for clips of fewer than 3
/// frames (cross-fade: 4), for frames of different sizes or with sides below smallest_flow_side_px, where `shortest` is
/// below 3 or above the clip's frames, and where `overlap` is negative or above half of the frames.
LoopResult make_loop(const Clip& clip, const LoopOptions& options, const ProgressCallback& progress = {},
                     std::stop_token stop = {});

}  // namespace stillwave::motion
