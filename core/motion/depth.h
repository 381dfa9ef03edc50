#pragma once

#include <vector>

#include "types/image.h"

namespace stillwave::motion {

/// How near each pixel of a photo is: 1 / distance, with the nearest pixel at the distance 1. Rows from top to bottom.
struct NearnessMap {
    int width = 0;              ///< px
    int height = 0;             ///< px
    std::vector<float> values;  ///< above 0, at most 1
};

/// The distance of the farthest pixel, in distances of the nearest one.
inline constexpr float farthest_distance = 8;

/// Returns the nearness that a grey picture paints, for a photo of width x height px: white is near, black is
/// farthest_distance away, and greys lie between in nearness, as in the pictures that depth networks give. Throws
/// Error(invalid_argument) where the picture is empty or of another aspect than the photo.
NearnessMap nearness_from_picture(const Image& picture, int width, int height);

/// Guesses the nearness of a photo without a network: a ground that comes nearer from the middle of the picture to its
/// lower edge, before a far background, with things that stand on it about as near as their feet, laid along the
/// photo's edges by a guided filter (He et al., "Guided Image Filtering", ECCV 2010). Throws Error(invalid_argument)
/// where the photo is empty.
NearnessMap guess_nearness(const Image& photo);

}  // namespace stillwave::motion
