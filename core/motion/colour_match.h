#pragma once

#include <vector>

#include "types/image.h"

namespace stillwave::motion {

/// The change of colour that gives some pictures the mean and the covariance of others, so that a clip that goes on
/// from another one keeps its colours: the least such change of all linear ones (Pitié and Kokaram, "The Linear
/// Monge-Kantorovitch Linear Colour Mapping", CVMP 2007), in linear light.
class ColourMatch {
  public:
    /// Measures the change from the pixels of `from` to those of `to`; the pictures may differ in size. Throws
    /// Error(invalid_argument) where either has no picture or an empty one.
    ColourMatch(const std::vector<Image>& from, const std::vector<Image>& to);

    /// Returns `image` changed by a `share` of 0 (as it is) to 1 (wholly).
    Image apply(const Image& image, double share) const;

  private:
    float matrix_[3][3];
    float from_mean_[3];
    float to_mean_[3];
};

}  // namespace stillwave::motion
