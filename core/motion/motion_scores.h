#pragma once

#include "types/clip.h"
#include "types/image.h"

namespace stillwave::motion {

/// Returns the median length of the dense flow from one frame to another, px at their own size. From a clip's first to
/// its last frame it tells how far the clip moves. Pixels whose flow does not lead back to them count as 0, because
/// noise has flow but no motion. Throws as dense_flow() does.
double median_flow_px(const Image& first, const Image& last);

/// Returns the variance of the Laplacian of the luminance (levels squared): higher is sharper. It compares only images
/// of one size and subject. Throws Error(invalid_argument) for an empty image.
double sharpness(const Image& image);

/// Returns the levels (of 255) by which the local luminance jumps against its own course; 0 is perfectly steady.
///
/// Frames are reduced to at most 512 px on the long side, and their luminance is blurred with a sigma of 1/128 of the
/// width. For each inner frame the two neighbours are brought onto it along dense flow, and the mean of |(previous +
/// next) / 2 - frame| is taken over the pixels whose flow returns to them both ways. The score is the mean over the
/// inner frames, so steady motion and steady changes of light cost nothing. It is 0 for clips of fewer than 3 frames.
/// Throws Error(invalid_argument) where frames differ in size or are too small for flow.
double flicker_score(const Clip& clip);

/// Returns the peak signal-to-noise ratio over all channels, dB; 100 where the images are equal. Throws
/// Error(invalid_argument) where the sizes differ.
double psnr_db(const Image& image, const Image& reference);

}  // namespace stillwave::motion
