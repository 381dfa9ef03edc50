#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "types/image.h"

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

/// Returns the inside of a polygon, whose corners are px (x, y) from the image's upper left corner. Its edge is smooth
/// over one pixel. Throws Error(invalid_argument) for fewer than three corners and where a size is not positive.
Mask polygon_mask(const std::vector<std::pair<double, double>>& corners, int width, int height);

/// Returns the luminance of a picture. Throws Error(invalid_argument) where it is empty.
Mask mask_of_picture(const Image& picture);

/// Returns the mask with a soft edge of that width around it, px. What was wholly inside stays so.
Mask with_soft_edge(const Mask& mask, double edge_px);

/// Returns `below` with `above` laid over it by the mask. Where the mask is 255 the pixels are those of `above`. Throws
/// Error(invalid_argument) where sizes differ.
Image laid_over(const Image& below, const Image& above, const Mask& mask);

}  // namespace stillwave::motion
