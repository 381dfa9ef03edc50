#include "motion/flow_field.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <opencv2/video/tracking.hpp>

namespace stillwave::motion {

cv::Mat2f dis_flow(const cv::Mat1b& first, const cv::Mat1b& second, const cv::Mat2f& guess) {
    const auto dis = cv::DISOpticalFlow::create(cv::DISOpticalFlow::PRESET_MEDIUM);
    dis->setFinestScale(0);  // full resolution, where the preset stops at half of it
    // Refinement is stronger than the preset's, because the model's frames are soft and noisy and thin straight lines
    // must stay straight.
    dis->setVariationalRefinementAlpha(100.0F);
    dis->setVariationalRefinementIterations(10);
    cv::Mat2f flow = guess.clone();
    dis->calc(first, second, flow);
    return flow;
}

cv::Mat2f edge_keeping_smooth(const cv::Mat2f& flow) {
    // The bilateral filter takes one or three channels. Three give both components the same weights; the third is zero.
    std::array<cv::Mat, 3> parts;
    cv::extractChannel(flow, parts[0], 0);
    cv::extractChannel(flow, parts[1], 1);
    parts[2] = cv::Mat1f::zeros(flow.size());
    cv::Mat joined;
    cv::merge(parts.data(), parts.size(), joined);
    cv::Mat filtered;
    constexpr int diameter_px = 7;
    constexpr double motion_difference_px = 0.75;
    constexpr double distance_px = 2.5;
    cv::bilateralFilter(joined, filtered, diameter_px, motion_difference_px, distance_px, cv::BORDER_REPLICATE);
    cv::Mat2f result(flow.size());
    cv::mixChannels(filtered, result, {0, 0, 1, 1});
    return result;
}

cv::Mat warp(const cv::Mat& picture, const cv::Mat2f& flow) {
    cv::Mat2f source(flow.size());
    for (int y = 0; y < flow.rows; ++y) {
        for (int x = 0; x < flow.cols; ++x) {
            source(y, x) = flow(y, x) + cv::Vec2f(static_cast<float>(x), static_cast<float>(y));
        }
    }
    cv::Mat warped;
    cv::remap(picture, warped, source, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REFLECT_101);
    return warped;
}

cv::Mat1f round_trip_error(const cv::Mat2f& there, const cv::Mat2f& back) {
    const cv::Mat2f returned = warp(back, there);
    cv::Mat1f error(there.size());
    for (int y = 0; y < there.rows; ++y) {
        for (int x = 0; x < there.cols; ++x) {
            const cv::Vec2f miss = there(y, x) + returned(y, x);
            error(y, x) = std::hypot(miss[0], miss[1]);
        }
    }
    return error;
}

float round_trip_tolerance(cv::Size size) {
    return 0.5F + static_cast<float>(std::max(size.width, size.height)) / 512.0F;
}

cv::Mat1f falling_step(const cv::Mat1f& value, float low, float high) {
    cv::Mat1f result(value.size());
    for (int y = 0; y < value.rows; ++y) {
        for (int x = 0; x < value.cols; ++x) {
            const float s = std::clamp((high - value(y, x)) / (high - low), 0.0F, 1.0F);
            result(y, x) = s * s * (3.0F - 2.0F * s);
        }
    }
    return result;
}

}  // namespace stillwave::motion
