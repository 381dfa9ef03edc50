#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <vector>

namespace stillwave::training {

/// The kinds of move that a clip is blended from, in the order of the numbers of a code.
enum class Move { push_in, pan, tilt, roll, parallax, sway, water, dolly, shimmer };
inline constexpr std::size_t moves = 9;

/// The numbers that decide how a clip moves.
struct ClipMotion {
    /// One number a kind, each normally distributed. Where there are fewer, the other kinds do not take part.
    std::vector<double> code;
    std::int64_t motion_bucket_id = 127;
    double fps = 7;
    std::uint64_t texture_seed = 0;  ///< of the places and phases of sway and shimmer
};

/// The share of each kind: z |z|, so that one kind leads most clips, scaled so that the squares of all that move add
/// up to 1. Shimmer moves nothing and keeps its own size, at most 1. A code of zeros stands still.
std::array<double, moves> shares_of(const std::vector<double>& code);

/// Nearness of each pixel, 0 (far) to 1 (near), guessed from the picture: the ground rises to the horizon, things lie
/// in the middle, and what has more detail than its surroundings is nearer. photo [3, height, width] -> [height,
/// width].
at::Tensor depth_prior(const at::Tensor& photo);

/// Where each pixel of the first frame goes: [frames, 2, height, width] px, x before y; frame 0 is zero. Each kind has
/// fields whose root mean square is 1, so that the whole has the amplitude in px that
///
///     amplitude * width * motion_bucket_id / 255 * (frame / 13) * (7 / fps)
///
/// says: linear in the bucket, and the same speed whatever the frame rate. Sway does not drift: its fields are sums of
/// 16 frequencies as in the spectral volumes of Li et al., arXiv 2309.07906, of amplitude 1 / frequency, and half as
/// large. Water is a constant flow in the picture's lower part (Holynski et al., arXiv 2011.15128), along the horizon.
at::Tensor forward_flow(const at::Tensor& photo, std::int64_t num_frames, const ClipMotion& motion, double amplitude);

/// Factors of brightness [frames, 1, height, width] of the light's shimmer; frame 0 is 1.
at::Tensor shimmer_gain(at::IntArrayRef photo_sizes, std::int64_t num_frames, const ClipMotion& motion);

}  // namespace stillwave::training
