#include "motion/seam_score.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "motion/dense_flow.h"
#include "motion/opencv_image.h"
#include "motion/seam_measure.h"

namespace stillwave::motion {
namespace {

// The least change and speed that a seam is compared with. A clip that stands still has neither, and a difference that
// cannot be seen is no seam.
constexpr double least_change_levels = 1.0;
constexpr double least_speed_px = 0.25;
// The weight of motion. A reversal changes the flow by twice the speed, and counts as much as a difference of one usual
// change.
constexpr double motion_weight = 0.5;

}  // namespace

void require_joinable(const Clip& clip, std::size_t least, const char* purpose) {
    if (clip.frames.size() < least) {
        throw Error(ErrorCode::invalid_argument, "A clip of " + std::to_string(clip.frames.size()) +
                                                     " frames is too short for " + purpose + "; it needs at least " +
                                                     std::to_string(least) + ".");
    }
    const Image& first = clip.frames.front();
    for (const Image& frame : clip.frames) {
        require_same_size(first, frame, "a clip's frames");
    }
    if (std::min(first.width, first.height) < smallest_flow_side_px) {
        throw Error(ErrorCode::invalid_argument, "Frames of " + std::to_string(first.width) + "x" +
                                                     std::to_string(first.height) + " are too small for " + purpose +
                                                     "; each side needs at least " +
                                                     std::to_string(smallest_flow_side_px) + " px.");
    }
}

SeamScore compare(const JoinMeasure& join, const JoinMeasure& usual) {
    SeamScore result;
    // Differences that no motion explains are independent at the usual join and at the seam, so their squares add up.
    const double fault = join.surprise * join.surprise - usual.surprise * usual.surprise;
    result.difference = std::sqrt(std::max(0.0, fault)) / std::max(usual.change, least_change_levels);
    result.motion = std::max(0.0, join.acceleration - usual.acceleration) / std::max(usual.speed, least_speed_px);
    result.score = std::hypot(result.difference, motion_weight * result.motion);
    return result;
}

SeamScore score_cut(const ClipJoins& joins, std::size_t first, std::size_t last) {
    const JoinFlow flow = join_flow(joins.frames[last], joins.frames[first]);
    return compare(
        measure_join(joins.frames[last], joins.frames[first], flow, joins.to_previous[last], joins.to_next[first]),
        joins.usual);
}

SeamScore seam_score(const Clip& clip) {
    require_joinable(clip, 3, "a seam score");
    return guarded([&] { return score_cut(measure_clip(clip, [] {}), 0, clip.frames.size() - 1); });
}

}  // namespace stillwave::motion
