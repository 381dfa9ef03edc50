#pragma once

#include <ATen/core/Tensor.h>

#include <cstddef>

namespace stillwave::svd {

/// The factors of FreeU (Si et al., arXiv 2309.11497), as in diffusers' apply_freeu. On the way up through the two
/// innermost levels, b1 and b2 strengthen half of the backbone's channels, and s1 and s2 weaken the skip connection's
/// lowest frequencies. A factor of 1 changes nothing.
struct FreeU {
    struct Level {
        double backbone = 1, skip = 1;
        bool is_on() const { return backbone != 1 || skip != 1; }
    };
    double b1 = 1, b2 = 1, s1 = 1, s2 = 1;

    /// Returns the factors for block number `block` of the way up, counted from the innermost.
    Level level(std::size_t block) const { return block == 0 ? Level{b1, s1} : block == 1 ? Level{b2, s2} : Level{}; }
};

/// Multiplies the two lowest frequencies along each axis (as diffusers counts them: 0 and -1) by `scale`. values [...,
/// height, width] -> the same, in the same dtype; computed in float32.
at::Tensor scale_low_frequencies(const at::Tensor& values, double scale);

/// Applies FreeU to hidden_states and skip, each [batch * frames, channels, height, width], and joins them along the
/// channels.
at::Tensor join_with_free_u(const at::Tensor& hidden_states, const at::Tensor& skip, const FreeU::Level& level);

}  // namespace stillwave::svd
