#pragma once

#include <opencv2/core.hpp>

namespace stillwave::motion {

/// Makes the rows of an enlarged field one by one, as cv::resize computes them by cubic or linear interpolation, so
/// that the enlarged field is never in memory as a whole. Internal to the room.
class RowEnlarger {
  public:
    /// `field` has floats of any number of channels. `size` is the size of the enlarged field. Interpolation is linear
    /// where `cubic` is false.
    RowEnlarger(const cv::Mat& field, cv::Size size, bool cubic);

    /// Returns row `y` of the enlarged field, 1 x width. Safe to call from several threads.
    cv::Mat row(int y) const;

  private:
    cv::Mat wide_;        ///< the field, enlarged in width only
    double rows_per_px_;  ///< rows of the field for a row of the result
    bool cubic_;
};

}  // namespace stillwave::motion
