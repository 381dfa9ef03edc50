#pragma once

#include <opencv2/core.hpp>

/// The steps of dense flow, on OpenCV's matrices. All flows are in px on their own grid. Internal to the room.
namespace stillwave::motion {

/// Flow from `first` to `second`, unfiltered. `guess`, where not empty, is a flow of the same size to start from.
cv::Mat2f dis_flow(const cv::Mat1b& first, const cv::Mat1b& second, const cv::Mat2f& guess = {});

/// Smooths noise out of a flow without crossing motion edges.
cv::Mat2f edge_keeping_smooth(const cv::Mat2f& flow);

/// Returns out(x) = picture(x + flow(x)), bilinear, mirrored at the borders; any type with up to 4 channels.
cv::Mat warp(const cv::Mat& picture, const cv::Mat2f& flow);

/// |there(x) + back(x + there(x))|: the distance in px by which going there and back misses the starting point.
cv::Mat1f round_trip_error(const cv::Mat2f& there, const cv::Mat2f& back);

/// The round-trip error in px that still counts as good on frames of this size.
float round_trip_tolerance(cv::Size size);

/// Maps `value` to 1 up to `low`, to 0 from `high` on, and smoothly between; needs low < high.
cv::Mat1f falling_step(const cv::Mat1f& value, float low, float high);

}  // namespace stillwave::motion
