#pragma once

#include <vector>

#include "types/image.h"

namespace stillwave {

/// A clip: frames of one size in playing order.
struct Clip {
    std::vector<Image> frames;
    double fps = 0;  ///< frames a second at playback
};

}  // namespace stillwave
