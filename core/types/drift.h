#pragma once

#include <vector>

namespace stillwave {

/// How a clip leaves its first frame, with one value for each frame. Long clips lose colour and sharpness bit by bit.
struct Drift {
    std::vector<double> colour;     ///< the distance of the mean colour from the first frame's, levels of 255
    std::vector<double> sharpness;  ///< the sharpness in parts of the first frame's
    std::vector<double> flow;       ///< the median flow from the frame before, px; 0 for the first frame

    bool operator==(const Drift&) const = default;
};

}  // namespace stillwave
