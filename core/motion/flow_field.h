#pragma once

#include <opencv2/core.hpp>

/// The steps of dense flow, on OpenCV's matrices. Every flow is in px of its own grid. Internal to the room.
namespace stillwave::motion {

/// Measures the flow from `first` to `second`, without smoothing. `guess`, where not empty, is a flow of the same size
/// to start from.
cv::Mat2f dis_flow(const cv::Mat1b& first, const cv::Mat1b& second, const cv::Mat2f& guess = {});

/// Smooths noise out of a flow without crossing motion edges.
cv::Mat2f edge_keeping_smooth(const cv::Mat2f& flow);

/// Returns out(x) = picture(x + flow(x)), with bilinear interpolation and mirrored borders. The picture may have any
/// type with up to 4 channels.
cv::Mat warp(const cv::Mat& picture, const cv::Mat2f& flow);

/// Returns |there(x) + back(x + there(x))|, the distance in px by which going there and back misses the starting point.
cv::Mat1f round_trip_error(const cv::Mat2f& there, const cv::Mat2f& back);

/// Returns the round-trip error in px that still counts as good on frames of this size.
float round_trip_tolerance(cv::Size size);

/// Maps `value` to 1 up to `low`, to 0 from `high` on, and smoothly in between. `low` must be below `high`.
cv::Mat1f falling_step(const cv::Mat1f& value, float low, float high);

}  // namespace stillwave::motion
