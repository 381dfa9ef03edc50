#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <vector>

namespace stillwave::training {

/// The kinds of move that a clip is blended from, in the order of the numbers of a code.
enum class Move { push_in, pan, tilt, roll, parallax, breeze, sway, water, dolly, shimmer };
inline constexpr std::size_t moves = 10;

/// The numbers that decide how a clip moves.
struct ClipMotion {
    /// One number a kind, each normally distributed. Where there are fewer, the other kinds do not take part.
    std::vector<double> code;
    std::int64_t motion_bucket_id = 127;
    double fps = 7;
    std::uint64_t texture_seed = 0;  ///< of the places and phases of sway and shimmer
};

/// The share of each kind, with its sign: the largest number takes nearly all, and the magnitudes add up to about 1.
/// Shimmer moves nothing and keeps its own size, z |z| and at most 1. An empty code stands still.
std::array<double, moves> shares_of(const std::vector<double>& code);

/// Nearness of each pixel, 0 (far) to 1 (near), guessed from the picture: the ground rises to the horizon, things lie
/// in the middle, and what has more detail than its surroundings is nearer. photo [3, height, width] -> [height,
/// width].
at::Tensor depth_prior(const at::Tensor& photo);

/// Where a breeze would move something: 0 (still) to 1, told by colour. Leaves and grass are green; water is blue,
/// lies below the middle and is not dark, because a night sky is no water. The mask is made for cells of 8 px and
/// smooth over 32 px. photo [3, height, width], -1..1 -> [height / 8, width / 8], rounded down.
at::Tensor breeze_mask(const at::Tensor& photo);

/// Where each pixel of a frame is to be found in the first frame, from its own place: [frames, 2, height, width] px, x
/// before y; frame 0 is zero. With `reach` = amplitude * (width + height) / 2 px, times bucket / 255 and 7 / fps, the
/// 14th frame has
///
/// - pan and tilt: reach; to the right and down where the code is positive
/// - push-in and roll: 2.5 * amplitude for each px from the middle, reach near the edges; a pull-out 0.85 of that
/// - parallax, of a ground that comes nearer from the top to the bottom: from 0 to 2 * reach, sideways
/// - breeze: 0.7 * reach sideways where breeze_mask() says, going and coming back
/// - sway: half of reach (root mean square), sums of 16 frequencies as in the spectral volumes of Li et al., arXiv
///   2309.07906, of amplitude 1 / frequency
/// - water: reach (root mean square), a constant flow in the picture's lower part (Holynski et al., arXiv 2011.15128)
/// - dolly: reach (root mean square), a push-in that is stronger for what is near by depth_prior()
///
/// So a clip moves in proportion to the bucket, and as fast whatever the frame rate. Some push-in goes with the other
/// camera moves and with the breeze.
at::Tensor backward_flow(const at::Tensor& photo, std::int64_t num_frames, const ClipMotion& motion, double amplitude);

/// Factors of brightness [frames, 1, height, width] of the light's shimmer; frame 0 is 1.
at::Tensor shimmer_gain(at::IntArrayRef photo_sizes, std::int64_t num_frames, const ClipMotion& motion);

}  // namespace stillwave::training
