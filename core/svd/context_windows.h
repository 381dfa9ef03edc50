#pragma once

#include <optional>

#include "svd/windows.h"
#include "types/animation_settings.h"

namespace stillwave::svd {

/// The weights by which windows that share frames are fused. They depend on a frame's place in its window: flat gives
/// all frames the same; pyramid rises from 1 at both ends to the middle; overlap_linear is 1 but in the `overlap`
/// frames at both ends, where it rises from 0 to 1, so that one window fades into the next.
enum class Fusion { flat, pyramid, overlap_linear };

/// Windows for a video of more frames than the network was trained for. They are the context windows of the field
/// (ComfyUI and AnimateDiff-Evolved), after MultiDiffusion (Bar-Tal et al., arXiv 2302.08113), which fuses the
/// predictions of overlapping parts at each step.
///
/// A network that continues a photo takes each window's first frame for the photo. The starter model predicts it 0.95
/// to 0.98 of the way to the photo at every noise level, whatever the window shows. The ends of windows must fade
/// therefore. In clips of 34 frames through windows of 14 the largest step between frames was, in median steps: 2.3
/// to 3.7 with flat weights, 1.2 to 2.6 with overlap_linear, 1.2 to 1.9 with pyramid, and with pyramid and the overlap
/// of half a window 1.2 to 1.8, as within a plain clip (1.3 to 1.6). Hence the defaults.
struct ContextWindows {
    std::int64_t length = 14;  ///< frames of a window; a shorter video is one window
    std::int64_t overlap = 7;  ///< frames that a window shares with the next one, or more
    /// The frames go round: after the last one comes the first, and windows cross that join as any other. The video is
    /// a loop.
    bool closed = false;
    Fusion fusion = Fusion::pyramid;
    std::int64_t held_steps = 1;  ///< steps for which the windows stay before they move, so that a DeepCache is of use
};

/// Returns the windows that the settings ask for, with a model that was trained for clips of `model_frames`; none where
/// the model sees the whole clip at once. A loop goes through two windows or more, so that its join lies inside a
/// window at every step. Throws as check_context_windows() does.
std::optional<ContextWindows> context_windows_of(const AnimationSettings& settings, std::int64_t model_frames);

/// Throws Error(invalid_argument) where the windows have no frame or overlap by all of them.
void check_context_windows(const ContextWindows& windows);

/// Returns a schedule that moves the windows from step to step, so that their borders stay at no place. The i-th move
/// is by ordered_halving(i) of their distance, for closed ones of the video. At step 0 a window begins at frame 0. Open
/// windows stay inside the video. Closed ones stand at even distances, also where each of them holds the whole video.
/// Throws as check_context_windows() does.
WindowedDenoiser::Schedule context_schedule(const ContextWindows& windows);

/// Returns how many windows a step has in the mean of the `steps` steps of sampling from `first_step` on.
double windows_per_step(const ContextWindows& windows, std::int64_t num_frames, std::int64_t first_step,
                        std::int64_t steps);

/// Returns the step's number with its binary digits in the opposite order behind the point: 0, 1/2, 1/4, 3/4, 1/8 ...
/// (van der Corput's sequence). Successive numbers lie far apart, and all together fill 0 to 1 evenly.
double ordered_halving(std::int64_t step);

}  // namespace stillwave::svd
