#pragma once

#include <opencv2/core.hpp>

/// Internal to the room.
namespace stillwave::motion {

/// Returns the picture with its holes filled from their surroundings, by pulling known pixels to coarser and coarser
/// grids and pushing them back into the holes ("push-pull", Gortler et al., "The Lumigraph", SIGGRAPH 1996). `weight`,
/// 0..1, is a pixel's share in what its surroundings become: 0 in holes; known pixels stay as they are. Where all is
/// hole the picture stays.
cv::Mat3f fill_holes(const cv::Mat3f& picture, const cv::Mat1f& weight);

}  // namespace stillwave::motion
