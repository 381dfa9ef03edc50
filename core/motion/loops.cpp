#include "motion/loops.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "motion/flow_field.h"
#include "motion/frame_pair.h"
#include "motion/opencv_image.h"
#include "motion/seam_measure.h"

namespace stillwave::motion {
namespace {

void require_options(const Clip& clip, const LoopOptions& options) {
    const bool crossfade = options.mode == LoopMode::crossfade;
    require_joinable(clip, crossfade ? 4 : 3, crossfade ? "a cross-faded loop" : "a loop");
    const int count = static_cast<int>(clip.frames.size());
    if (options.mode == LoopMode::best_cut && options.shortest != 0 &&
        (options.shortest < 3 || options.shortest > count)) {
        throw Error(ErrorCode::invalid_argument, "A loop of at least " + std::to_string(options.shortest) +
                                                     " frames cannot be cut from " + std::to_string(count) +
                                                     "; choose 3 to " + std::to_string(count) + ".");
    }
    if (crossfade && (options.overlap < 0 || options.overlap > count / 2)) {
        throw Error(ErrorCode::invalid_argument, "A cross-fade over " + std::to_string(options.overlap) +
                                                     " frames does not fit a clip of " + std::to_string(count) +
                                                     "; choose 1 to " + std::to_string(count / 2) +
                                                     ", or 0 to have it chosen.");
    }
}

/// Counts the steps of making one loop: reports progress, and throws Cancelled before a step where a stop was
/// requested.
class Steps {
  public:
    Steps(int total, const ProgressCallback& progress, std::stop_token stop)
        : total_(total), progress_(progress), stop_(std::move(stop)) {}

    void done() {
        ++step_;
        if (progress_) progress_({Stage::loop, step_, total_, {}});
        check();
    }
    void expect(int more) { total_ += more; }
    void check() const {
        if (stop_.stop_requested()) throw Cancelled{};
    }

  private:
    int step_ = 0;
    int total_;
    const ProgressCallback& progress_;
    std::stop_token stop_;
};

Clip part(const Clip& clip, int first, int last) {
    return {std::vector<Image>(clip.frames.begin() + first, clip.frames.begin() + last + 1), clip.fps};
}

Clip forth_and_back(const Clip& clip) {
    Clip result = clip;
    result.frames.insert(result.frames.end(), clip.frames.rbegin() + 1, clip.frames.rend() - 1);
    return result;
}

/// Returns the score of a ping-pong clip's seam, which leads from the second frame, where the way back ends, to the
/// first, where the motion turns.
SeamScore turning_point(const ClipJoins& joins) {
    const JoinFlow flow{joins.to_previous[1], joins.to_next[0]};
    return compare(measure_join(joins.frames[1], joins.frames[0], flow, joins.to_next[1], joins.to_next[0]),
                   joins.usual);
}

struct Cut {
    int first = 0;
    int last = 0;
    double surprise = 0;
    SeamScore score;
};

/// Finds the part of at least `shortest` frames whose ends join best. First every pair of frames is compared with the
/// frames to which the motion would have led; then the best pairs are also compared by the flow over their join.
Cut best_cut(const ClipJoins& joins, int shortest, Steps& steps) {
    constexpr std::size_t finalists = 12;
    // Nobody sees a smaller difference of two scores, so the longer of two such cuts is taken.
    constexpr double as_good = 0.05;
    const int count = static_cast<int>(joins.frames.size());
    std::vector<cv::Mat3f> expected_before;  // for each frame, the frame that the motion would have come from
    for (int first = 0; first + shortest <= count; ++first) {
        const auto at = static_cast<std::size_t>(first);
        expected_before.push_back(joins.to_next[at].empty()
                                      ? cv::Mat3f(joins.frames[at].look)
                                      : cv::Mat3f(warp(joins.frames[at].look, joins.to_next[at])));
    }
    std::vector<Cut> cuts;
    for (int last = shortest - 1; last < count; ++last) {
        steps.check();
        const auto at = static_cast<std::size_t>(last);
        const cv::Mat3f expected_after = warp(joins.frames[at].look, joins.to_previous[at]);
        for (int first = 0; first + shortest - 1 <= last; ++first) {
            const double surprise = difference(expected_after, joins.frames[static_cast<std::size_t>(first)].look) +
                                    difference(expected_before[static_cast<std::size_t>(first)], joins.frames[at].look);
            cuts.push_back({first, last, surprise, {}});
        }
    }
    const auto middle = cuts.begin() + static_cast<std::ptrdiff_t>(std::min(finalists, cuts.size()));
    std::partial_sort(cuts.begin(), middle, cuts.end(),
                      [](const Cut& a, const Cut& b) { return a.surprise < b.surprise; });
    cuts.erase(middle, cuts.end());
    for (Cut& cut : cuts) {
        steps.check();
        cut.score = score_cut(joins, static_cast<std::size_t>(cut.first), static_cast<std::size_t>(cut.last));
    }
    const auto lowest = std::min_element(cuts.begin(), cuts.end(),
                                         [](const Cut& a, const Cut& b) { return a.score.score < b.score.score; });
    Cut chosen = *lowest;
    for (const Cut& cut : cuts) {
        if (cut.score.score <= lowest->score.score + as_good && cut.last - cut.first > chosen.last - chosen.first) {
            chosen = cut;
        }
    }
    return chosen;
}

/// Returns the overlap of a cross-fade in frames, from a sixth to a third of the clip. It grows with the distance
/// between the clip's ends, so that the way back is no faster than the clip.
int chosen_overlap(const ClipJoins& joins) {
    const int count = static_cast<int>(joins.frames.size());
    const double seam = difference(joins.frames.back().look, joins.frames.front().look);
    const double joins_wide = seam / std::max(1.0, joins.usual.change);
    return std::clamp(static_cast<int>(std::lround(2.0 * joins_wide)), std::max(1, count / 6), std::max(1, count / 3));
}

Clip crossfaded(const Clip& clip, int overlap, Steps& steps) {
    const auto count = clip.frames.size();
    const auto faded = static_cast<std::size_t>(overlap);
    Clip result;
    result.fps = clip.fps;
    for (std::size_t i = 0; i < faded; ++i) {
        const FramePair pair(clip.frames[count - faded + i], clip.frames[i]);
        result.frames.push_back(pair.at(static_cast<double>(i + 1) / (overlap + 1)));
        steps.done();
    }
    result.frames.insert(result.frames.end(), clip.frames.begin() + overlap, clip.frames.end() - overlap);
    return result;
}

/// Returns the score of the worst join that the cross-fade made, compared with the clip's usual join.
SeamScore worst_join(const Clip& loop, int overlap, const JoinMeasure& usual, Steps& steps) {
    const int count = static_cast<int>(loop.frames.size());
    const auto at = [&](int t) { return glance(loop.frames[static_cast<std::size_t>((t + count) % count)]); };
    SeamScore worst;
    Glance first = at(-1);
    Glance second = at(0);
    cv::Mat2f before = join_flow(at(-2), first).back;
    JoinFlow flow = join_flow(first, second);
    for (int t = 0; t <= overlap; ++t) {
        Glance third = at(t + 1);
        JoinFlow next = join_flow(second, third);
        const SeamScore score = compare(measure_join(first, second, flow, before, next.onward), usual);
        if (score.score >= worst.score) worst = score;
        before = flow.back;
        flow = std::move(next);
        first = std::move(second);
        second = std::move(third);
        steps.check();
    }
    return worst;
}

}  // namespace

LoopResult make_loop(const Clip& clip, const LoopOptions& options, const ProgressCallback& progress,
                     std::stop_token stop) {
    require_options(clip, options);
    return guarded([&] {
        const int count = static_cast<int>(clip.frames.size());
        Steps steps(count - 1, progress, stop);
        steps.check();
        const ClipJoins joins = measure_clip(clip, [&] { steps.done(); });
        LoopResult result;
        result.last = count - 1;
        result.before = score_cut(joins, 0, clip.frames.size() - 1);
        switch (options.mode) {
            case LoopMode::as_shot:
                result.clip = clip;
                result.after = result.before;
                break;
            case LoopMode::ping_pong:
                result.clip = forth_and_back(clip);
                result.after = turning_point(joins);
                break;
            case LoopMode::best_cut: {
                const int shortest = options.shortest > 0 ? options.shortest : std::max(3, (count + 1) / 2);
                const Cut cut = best_cut(joins, shortest, steps);
                result.first = cut.first;
                result.last = cut.last;
                result.after = cut.score;
                result.clip = part(clip, cut.first, cut.last);
                break;
            }
            case LoopMode::crossfade: {
                const int overlap = options.overlap > 0 ? options.overlap : chosen_overlap(joins);
                steps.expect(overlap);
                result.clip = crossfaded(clip, overlap, steps);
                result.after = worst_join(result.clip, overlap, joins.usual, steps);
                break;
            }
        }
        return result;
    });
}

}  // namespace stillwave::motion
