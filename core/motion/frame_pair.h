#pragma once

#include <opencv2/core.hpp>

#include "types/image.h"

namespace stillwave::motion {

/// Two frames and the motion between them, from which a frame at any moment in between is rendered. Internal to the
/// room.
///
/// Both frames' flows are carried to the moment that is asked for, by forward splatting weighted by the
/// forward-backward check, so that content that both frames show covers content that is about to be hidden (Baker et
/// al., IJCV 2011, section 3.2). Then the frames are sampled along the flows and blended. Content that only one frame
/// shows is taken from that frame. Its motion cannot be measured, so it follows nearby pixels of similar colour. Flow
/// is measured at 512 px on the long side at most, and enlarged row by row.
class FramePair {
  public:
    /// The images must be of one size that flow can be measured on.
    FramePair(const Image& first, const Image& second);

    /// Renders the frame at `moment`, between 0, the first frame, and 1, the second.
    Image at(double moment) const;

  private:
    /// The motion from one frame to the other.
    struct Way {
        cv::Mat2f flow;   ///< px of the grid on which flow is measured, which may be smaller than the frame's
        cv::Mat1f shown;  ///< 0..1: how surely the other frame shows the same content
    };
    /// A way that was carried to the grid of the moment.
    struct Carried {
        cv::Mat2f flow;    ///< px, the flow of the whole way between the frames
        cv::Mat1f shown;   ///< evidence of content that both frames show
        cv::Mat1f hidden;  ///< evidence of content that this frame alone shows
    };

    Carried carry(const Way& way, float part) const;

    Image first_;
    Image second_;
    Way onward_;
    Way back_;
};

}  // namespace stillwave::motion
