#pragma once

#include <opencv2/core.hpp>

namespace stillwave::motion {

/// The motion of one generated frame, on its own grid.
struct FrameMotion {
    cv::Mat2f to_first;    ///< px, from the frame's pixels to their places in the first frame
    cv::Mat1f confidence;  ///< 0..1: how surely the first frame's pixel at that place shows the frame's own content
};

/// Follows the motion of generated frames, in playing order, back to the first of them.
///
/// The flow is measured between generated frames, which share the model's softness, and not against the crisp photo. It
/// is trusted where going there and back returns and the frame's content fits. Where the frame has no texture the flow
/// is filled in from its surroundings. Internal to the room.
class MotionTracker {
  public:
    /// `first` is the model's own first frame, RGB. `photo` is the photo at the same size, whose texture tells where
    /// motion can be seen at all.
    MotionTracker(const cv::Mat3b& first, const cv::Mat3b& photo);

    /// Measures the motion of `frame`, which follows the frames given so far.
    FrameMotion follow(const cv::Mat3b& frame);

  private:
    cv::Mat1b first_;  ///< luminance
    cv::Mat3f first_rgb_;
    cv::Mat1f photo_flatness_;  ///< 1 where the photo has no texture, on the first frame's grid
    cv::Mat2f last_to_first_;
    cv::Mat2f last_from_first_;
};

/// Returns `current` without its jitter against the frames before and after it. Steady motion does not change, motion
/// edges that pass by are left alone, and confidence does not blink.
FrameMotion steadied(const FrameMotion& before, const FrameMotion& current, const FrameMotion& after);

}  // namespace stillwave::motion
