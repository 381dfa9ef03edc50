#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "types/image.h"

/// Measures of one join of a clip, which is a frame and the frame shown after it. Internal to the room.
namespace stillwave::motion {

/// A frame reduced to 256 px on the long side at most, on which joins are measured.
struct Glance {
    cv::Mat1b grey;
    cv::Mat3f look;  ///< luma, red and blue difference, levels
};

Glance glance(const Image& frame);

/// The perceptual difference of two looks of one size, in levels: the root mean square of luma, of half the chroma, and
/// of the luma's gradient, which weighs edges and blur.
double difference(const cv::Mat3f& first, const cv::Mat3f& second);

/// The flow over a join in both directions, px of the glance.
struct JoinFlow {
    cv::Mat2f onward;  ///< from the first frame to the second
    cv::Mat2f back;    ///< from the second frame to the first
};

JoinFlow join_flow(const Glance& first, const Glance& second);

struct JoinMeasure {
    double change = 0;        ///< difference of the two frames as they are, levels
    double surprise = 0;      ///< difference to where the motion before and after the join would have led, levels
    double acceleration = 0;  ///< mean change of the flow at the join, px a frame
    double speed = 0;         ///< mean length of the flow over the join, px a frame
};

/// Measures the join of two frames. `before` is the flow from the first frame to the one before it, `after` the flow
/// from the second frame to the one after it; either may be empty, where there is no such frame.
JoinMeasure measure_join(const Glance& first, const Glance& second, const JoinFlow& flow, const cv::Mat2f& before,
                         const cv::Mat2f& after);

/// The medians over a clip's ordinary joins.
JoinMeasure usual_join(std::vector<JoinMeasure> joins);

}  // namespace stillwave::motion
