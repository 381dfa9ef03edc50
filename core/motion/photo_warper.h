#pragma once

#include <opencv2/core.hpp>

#include "motion/row_enlarger.h"
#include "types/clip.h"

namespace stillwave::motion {

/// Throws Error(invalid_argument) where the clip has no frames or frames of several sizes, where the frames or the long
/// side asked for are too small for flow, and where the photo is empty or of another aspect than the frames.
void require_fitting_photo(const Clip& clip, const Image& photo, int long_side);

/// Returns the photo at working size. A small photo keeps its pixels, and an odd size is cut to an even one at the very
/// end. A larger photo is reduced to an even size at once.
cv::Mat3b working_photo(const cv::Mat3b& photo, int long_side);

/// Moves a photo along a flow that was measured on a smaller grid, row by row, so that the enlarged flow is never in
/// memory as a whole. Internal to the room.
class PhotoWarper {
  public:
    /// `to_first` leads from each pixel of a frame to its place in the photo, px of its own grid. Both are kept.
    PhotoWarper(const cv::Mat3b& photo, const cv::Mat2f& to_first);

    /// Returns row `y` of the moved photo, by a Lanczos filter of four lobes and mirrored beyond the edges. Safe to
    /// call from several threads.
    cv::Mat3b row(int y) const;

  private:
    cv::Mat3b photo_;
    cv::Size grid_;
    RowEnlarger flow_;
};

}  // namespace stillwave::motion
