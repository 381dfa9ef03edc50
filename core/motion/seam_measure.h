#pragma once

#include <vector>

#include "motion/join_measure.h"
#include "motion/seam_score.h"

/// Measures of all joins of a clip, for the seam score and for loops. Internal to the room.
namespace stillwave::motion {

/// Throws Error(invalid_argument) where the clip has fewer than `least` frames, or frames that cannot be measured.
/// `purpose` completes the message "... too short for".
void require_joinable(const Clip& clip, std::size_t least, const char* purpose);

/// The ordinary joins of a clip, without the seam.
struct ClipJoins {
    std::vector<Glance> frames;
    std::vector<cv::Mat2f> to_previous;  ///< for each frame; empty for the first
    std::vector<cv::Mat2f> to_next;      ///< for each frame; empty for the last
    JoinMeasure usual;                   ///< the medians of the ordinary joins
};

/// Measures all ordinary joins of a clip of at least 3 frames. `between` is called after each join and may throw.
template <typename Between>
ClipJoins measure_clip(const Clip& clip, Between&& between) {
    ClipJoins joins;
    for (const Image& frame : clip.frames) {
        joins.frames.push_back(glance(frame));
    }
    const std::size_t count = clip.frames.size();
    joins.to_previous.resize(count);
    joins.to_next.resize(count);
    std::vector<JoinFlow> flows;
    for (std::size_t t = 0; t + 1 < count; ++t) {
        flows.push_back(join_flow(joins.frames[t], joins.frames[t + 1]));
        joins.to_next[t] = flows[t].onward;
        joins.to_previous[t + 1] = flows[t].back;
        between();
    }
    std::vector<JoinMeasure> ordinary;
    for (std::size_t t = 0; t + 1 < count; ++t) {
        ordinary.push_back(
            measure_join(joins.frames[t], joins.frames[t + 1], flows[t], joins.to_previous[t], joins.to_next[t + 1]));
    }
    joins.usual = usual_join(std::move(ordinary));
    return joins;
}

/// Returns the score of a join compared with the usual join.
SeamScore compare(const JoinMeasure& join, const JoinMeasure& usual);

/// Returns the score of the seam that showing frame `first` after frame `last` would make.
SeamScore score_cut(const ClipJoins& joins, std::size_t first, std::size_t last);

}  // namespace stillwave::motion
