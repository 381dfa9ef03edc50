#include "motion/join_measure.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "motion/flow_field.h"
#include "motion/opencv_image.h"

namespace stillwave::motion {
namespace {

constexpr double long_side_px = 256.0;
// The weight of the gradient's square. With it an edge counts as much as its levels where its step is spread over about
// three px.
constexpr double gradient_weight = 2.0;
constexpr double chroma_weight = 0.5;
// Sigma, px, of the blur that removes the rest of sensor and coding noise at this size.
constexpr double noise_blur_px = 0.5;

double mean_length(const cv::Mat2f& flow) {
    double total = 0.0;
    for (const cv::Vec2f& vector : flow) {
        total += std::hypot(vector[0], vector[1]);
    }
    return total / static_cast<double>(flow.total());
}

double median(std::vector<JoinMeasure>& joins, double JoinMeasure::*value) {
    const auto middle = joins.begin() + static_cast<std::ptrdiff_t>(joins.size() / 2);
    std::nth_element(joins.begin(), middle, joins.end(),
                     [value](const JoinMeasure& a, const JoinMeasure& b) { return a.*value < b.*value; });
    return (*middle).*value;
}

}  // namespace

Glance glance(const Image& frame) {
    cv::Mat3b small = view(frame);
    const double scale = long_side_px / std::max(small.cols, small.rows);
    if (scale < 1.0) {
        const cv::Size size(std::max(16, static_cast<int>(std::lround(small.cols * scale))),
                            std::max(16, static_cast<int>(std::lround(small.rows * scale))));
        cv::Mat3b reduced;
        cv::resize(small, reduced, size, 0, 0, cv::INTER_AREA);
        small = reduced;
    }
    cv::Mat3b ycc;
    cv::cvtColor(small, ycc, cv::COLOR_RGB2YCrCb);
    Glance result{luminance(small), {}};
    ycc.convertTo(result.look, CV_32F);
    cv::GaussianBlur(result.look, result.look, {}, noise_blur_px);
    return result;
}

double difference(const cv::Mat3f& first, const cv::Mat3f& second) {
    const auto square = [](float value) { return static_cast<double>(value) * value; };
    double total = 0.0;
    cv::Mat1f luma(first.size());
    for (int y = 0; y < first.rows; ++y) {
        for (int x = 0; x < first.cols; ++x) {
            const cv::Vec3f error = first(y, x) - second(y, x);
            luma(y, x) = error[0];
            total += square(error[0]) + chroma_weight * (square(error[1]) + square(error[2]));
            // The gradient of the difference is the difference of the gradients.
            if (x > 0) total += gradient_weight * square(error[0] - luma(y, x - 1));
            if (y > 0) total += gradient_weight * square(error[0] - luma(y - 1, x));
        }
    }
    return std::sqrt(total / static_cast<double>(first.total()));
}

JoinFlow join_flow(const Glance& first, const Glance& second) {
    return {edge_keeping_smooth(dis_flow(first.grey, second.grey)),
            edge_keeping_smooth(dis_flow(second.grey, first.grey))};
}

JoinMeasure measure_join(const Glance& first, const Glance& second, const JoinFlow& flow, const cv::Mat2f& before,
                         const cv::Mat2f& after) {
    JoinMeasure result;
    result.change = difference(first.look, second.look);
    result.speed = 0.5 * (mean_length(flow.onward) + mean_length(flow.back));
    int sides = 0;
    if (!before.empty()) {
        // The motion goes on as before: the pixel at x comes from as far away as it came in the step before.
        result.surprise += difference(cv::Mat3f(warp(first.look, before)), second.look);
        result.acceleration += mean_length(flow.onward + before);
        ++sides;
    }
    if (!after.empty()) {
        result.surprise += difference(cv::Mat3f(warp(second.look, after)), first.look);
        result.acceleration += mean_length(flow.back + after);
        ++sides;
    }
    if (sides > 0) {
        result.surprise /= sides;
        result.acceleration /= sides;
    }
    return result;
}

JoinMeasure usual_join(std::vector<JoinMeasure> joins) {
    return {median(joins, &JoinMeasure::change), median(joins, &JoinMeasure::surprise),
            median(joins, &JoinMeasure::acceleration), median(joins, &JoinMeasure::speed)};
}

}  // namespace stillwave::motion
