#pragma once

#include <functional>
#include <stop_token>

#include "types/clip.h"
#include "types/progress.h"

namespace stillwave::motion {

struct InterpolationOptions {
    int factor = 2;         ///< 2, 3 or 4 times the frame rate; 0 where target_fps is given
    double target_fps = 0;  ///< frames a second, above the clip's; 0 where a factor is given
    bool loop = false;      ///< whether the join from the last frame to the first is filled too
};

/// Returns how many frames interpolation makes of n frames. With a factor there are n * factor frames in a loop, else
/// (n - 1) * factor + 1. With a target rate there are as many as begin before the loop's end or, without a loop, not
/// after the last frame. Throws Error(invalid_argument) where the options contradict each other or are out of range,
/// for clips of fewer than 2 frames, for frames of different sizes, and for sides below smallest_flow_side_px.
int interpolated_count(const Clip& clip, const InterpolationOptions& options);

/// Returns the frame rate, frames a second, at which the interpolated clip keeps the speed of its motion. Throws as
/// interpolated_count() does.
double interpolated_fps(const Clip& clip, const InterpolationOptions& options);

/// A function that takes the finished frames one by one, in playing order, on the calling thread.
using FrameSink = std::function<void(Image frame)>;

/// Makes the frames between a clip's frames along dense flow in both directions. Content that one frame hides comes
/// from the other frame. A frame at the moment of a source frame is that frame, bit for bit. The call blocks; memory
/// holds the clip, two more frames and fields of 512 px on the long side. `progress` is called with Stage::interpolate
/// after each frame. Throws Cancelled within a frame of a stop, and as interpolated_count() does.
void interpolate_to(const Clip& clip, const InterpolationOptions& options, const FrameSink& sink,
                    const ProgressCallback& progress = {}, std::stop_token stop = {});

/// Interpolates as interpolate_to() does and returns all frames as a clip.
Clip interpolate(const Clip& clip, const InterpolationOptions& options, const ProgressCallback& progress = {},
                 std::stop_token stop = {});

}  // namespace stillwave::motion
