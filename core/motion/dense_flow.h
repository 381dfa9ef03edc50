#pragma once

#include <vector>

#include "types/image.h"

namespace stillwave::motion {

/// The smallest width and height that flow can be measured on, px.
inline constexpr int smallest_flow_side_px = 16;

/// A displacement for each pixel of an image: the content at (x, y) of this image lies at (x, y) + xy[y * width + x] of
/// the other image.
struct Flow {
    int width = 0;
    int height = 0;
    std::vector<float> xy;  ///< px, x and y interleaved, rows from top to bottom
};

/// The flow between two images in both directions, and the confidence (0..1) of each direction's vectors.
struct TwoWayFlow {
    Flow forward;                            ///< on the first image's grid, pointing into the second
    Flow backward;                           ///< on the second image's grid, pointing into the first
    std::vector<float> forward_confidence;   ///< 0..1 for each pixel of the first image
    std::vector<float> backward_confidence;  ///< 0..1 for each pixel of the second image
};

/// Measures the dense optical flow from `first` to `second` by dense inverse search (Kroeger et al., ECCV 2016):
/// OpenCV's DIS at its medium preset, with more refinement and at full resolution, then smoothed without crossing
/// motion edges. Throws Error(invalid_argument) where the sizes differ or a side is below smallest_flow_side_px.
Flow dense_flow(const Image& first, const Image& second);

/// Measures the flow in both directions and its confidence. Confidence is 1 where going there and back returns to the
/// same pixel, and falls to 0 where it misses by more than about a pixel (at 256 px; more on larger images). So it is
/// low at occlusions and for content that only one image has. Throws as dense_flow() does.
TwoWayFlow two_way_flow(const Image& first, const Image& second);

}  // namespace stillwave::motion
