#pragma once

#include <opencv2/core.hpp>

/// Enlarging a small field row by row, so that the enlarged field is never held. Internal to the room.
namespace stillwave::motion {

/// Rows of a field as cv::resize would enlarge it (its cubic or linear interpolation), made one by one.
class RowEnlarger {
  public:
    /// `field`: floats of any number of channels. `cubic`: else linear.
    RowEnlarger(const cv::Mat& field, cv::Size size, bool cubic);

    /// Row `y` of the enlarged field, 1 x width. Safe to call from several threads.
    cv::Mat row(int y) const;

  private:
    cv::Mat wide_;        ///< enlarged across only
    double rows_per_px_;  ///< of the field
    bool cubic_;
};

}  // namespace stillwave::motion
