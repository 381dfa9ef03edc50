#pragma once

#include <opencv2/core.hpp>

namespace stillwave::motion {

/// Makes the rows of a field as cv::resize enlarges it (its cubic or linear interpolation) one by one, so that the
/// enlarged field is never in memory. Internal to the room.
class RowEnlarger {
  public:
    /// `field`: floats of any number of channels. `size`: of the enlarged field. `cubic`: false is linear.
    RowEnlarger(const cv::Mat& field, cv::Size size, bool cubic);

    /// Row `y` of the enlarged field, 1 x width. Safe to call from several threads.
    cv::Mat row(int y) const;

  private:
    cv::Mat wide_;        ///< the field, enlarged in width only
    double rows_per_px_;  ///< rows of the field for a row of the result
    bool cubic_;
};

}  // namespace stillwave::motion
