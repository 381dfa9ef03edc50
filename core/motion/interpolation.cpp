#include "motion/interpolation.h"

#include <cmath>
#include <cstdio>
#include <optional>
#include <string>

#include "motion/dense_flow.h"
#include "motion/frame_pair.h"
#include "motion/opencv_image.h"
#include "motion/seam_measure.h"

namespace stillwave::motion {
namespace {

// A moment that is nearer to a source frame than this part of a frame is that frame, because sums of real frame rates
// are not exact.
constexpr double rounding_frames = 1e-6;

[[noreturn]] void reject(const std::string& what) {
    throw Error(ErrorCode::invalid_argument, what);
}

std::string number_text(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", value);
    return text;
}

/// Returns how many frames are made for one frame of the clip.
double ratio_of(const Clip& clip, const InterpolationOptions& options) {
    require_joinable(clip, 2, "frames between its frames");
    if (options.target_fps == 0.0) {
        if (options.factor < 2 || options.factor > 4) {
            reject("Interpolation by " + std::to_string(options.factor) +
                   " is not offered; choose 2, 3 or 4, or a target frame rate.");
        }
        return options.factor;
    }
    if (options.factor != 0) {
        reject("Interpolation takes a factor or a target frame rate, not both; leave one at 0.");
    }
    if (!(clip.fps > 0.0)) {
        reject("The clip has no frame rate, so none can be reached by interpolation; give a factor instead.");
    }
    if (!std::isfinite(options.target_fps) || options.target_fps <= clip.fps) {
        reject("A target of " + number_text(options.target_fps) + " frames a second is not above the clip's own " +
               number_text(clip.fps) + "; choose a higher one.");
    }
    return options.target_fps / clip.fps;
}

int count_of(const Clip& clip, double ratio, bool loop) {
    const auto frames = static_cast<double>(clip.frames.size());
    if (loop) {
        return static_cast<int>(std::ceil(frames * ratio - rounding_frames));
    }
    return static_cast<int>(std::floor((frames - 1.0) * ratio + rounding_frames)) + 1;
}

}  // namespace

int interpolated_count(const Clip& clip, const InterpolationOptions& options) {
    return count_of(clip, ratio_of(clip, options), options.loop);
}

double interpolated_fps(const Clip& clip, const InterpolationOptions& options) {
    const double ratio = ratio_of(clip, options);
    return options.target_fps > 0.0 ? options.target_fps : clip.fps * ratio;
}

void interpolate_to(const Clip& clip, const InterpolationOptions& options, const FrameSink& sink,
                    const ProgressCallback& progress, std::stop_token stop) {
    const double ratio = ratio_of(clip, options);
    const int total = count_of(clip, ratio, options.loop);
    std::optional<FramePair> pair;
    std::size_t pair_at = 0;
    for (int k = 0; k < total; ++k) {
        if (stop.stop_requested()) {
            throw Cancelled{};
        }
        const double place = k / ratio;
        const double whole = std::floor(place + rounding_frames);
        const auto at = static_cast<std::size_t>(whole);
        Image frame = clip.frames[at];
        if (place - whole > rounding_frames) {
            frame = guarded([&] {
                if (!pair || pair_at != at) {
                    pair.emplace(clip.frames[at], clip.frames[(at + 1) % clip.frames.size()]);
                    pair_at = at;
                }
                return pair->at(place - whole);
            });
        }
        sink(std::move(frame));
        if (progress) {
            progress({Stage::interpolate, k + 1, total, {}});
        }
    }
}

Clip interpolate(const Clip& clip, const InterpolationOptions& options, const ProgressCallback& progress,
                 std::stop_token stop) {
    Clip result;
    result.fps = interpolated_fps(clip, options);
    interpolate_to(
        clip, options, [&](Image frame) { result.frames.push_back(std::move(frame)); }, progress, std::move(stop));
    return result;
}

}  // namespace stillwave::motion
