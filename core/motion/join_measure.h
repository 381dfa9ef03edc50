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

/// Returns the perceptual difference of two looks of one size, in levels: the root of the mean squares of luma, of
/// chroma with half the weight, and of the luma's gradient with twice the weight, which counts edges and blur.
double difference(const cv::Mat3f& first, const cv::Mat3f& second);

/// The flow over a join in both directions, px of the glance.
struct JoinFlow {
    cv::Mat2f onward;  ///< from the first frame to the second
    cv::Mat2f back;    ///< from the second frame to the first
};

JoinFlow join_flow(const Glance& first, const Glance& second);

struct JoinMeasure {
    double change = 0;  ///< levels: the difference of the two frames as they are
    /// Levels: the difference to the frames to which the motion before and after the join would have led.
    double surprise = 0;
    double acceleration = 0;  ///< px a frame: the mean change of the flow at the join
    double speed = 0;         ///< px a frame: the mean length of the flow over the join
};

/// Measures the join of two frames. `before` is the flow from the first frame to the frame before it, `after` the flow
/// from the second frame to the frame after it. Each is empty where there is no such frame.
JoinMeasure measure_join(const Glance& first, const Glance& second, const JoinFlow& flow, const cv::Mat2f& before,
                         const cv::Mat2f& after);

/// Returns the median of each measure over a clip's ordinary joins.
JoinMeasure usual_join(std::vector<JoinMeasure> joins);

}  // namespace stillwave::motion
