#pragma once

#include <cstdint>
#include <vector>

namespace stillwave::motion {

/// A soft mask over an image: one value of 0 to 255 for each pixel, rows from top to bottom. 255 is wholly inside.
struct Mask {
    int width = 0;   ///< px
    int height = 0;  ///< px
    std::vector<std::uint8_t> values;

    bool empty() const { return values.empty(); }
};

/// Returns the mask at another size, by the mean over each new pixel's area; that of latents, for example. Throws
/// Error(invalid_argument) where a mask is empty or a size is not positive.
Mask resized(const Mask& mask, int width, int height);

}  // namespace stillwave::motion
