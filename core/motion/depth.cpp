#include "motion/depth.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string>

#include "motion/opencv_image.h"

namespace stillwave::motion {
namespace {

NearnessMap to_map(const cv::Mat1f& share) {
    const cv::Mat1f nearness = 1 / farthest_distance + (1 - 1 / farthest_distance) * cv::max(cv::min(share, 1), 0);
    NearnessMap map{nearness.cols, nearness.rows, std::vector<float>(nearness.total())};
    nearness.copyTo(cv::Mat1f(nearness.rows, nearness.cols, map.values.data()));
    return map;
}

cv::Mat1f box_mean(const cv::Mat1f& values, int radius) {
    cv::Mat1f mean;
    cv::boxFilter(values, mean, CV_32F, {2 * radius + 1, 2 * radius + 1}, {-1, -1}, true, cv::BORDER_REFLECT);
    return mean;
}

/// The guided filter with a grey guide (He et al., equations 5, 6 and 8).
cv::Mat1f guided_filter(const cv::Mat1f& guide, const cv::Mat1f& values, int radius, float epsilon) {
    const cv::Mat1f mean_guide = box_mean(guide, radius), mean_values = box_mean(values, radius);
    const cv::Mat1f variance = box_mean(guide.mul(guide), radius) - mean_guide.mul(mean_guide);
    const cv::Mat1f covariance = box_mean(guide.mul(values), radius) - mean_guide.mul(mean_values);
    const cv::Mat1f slope = covariance / (variance + epsilon);
    const cv::Mat1f offset = mean_values - slope.mul(mean_guide);
    return box_mean(slope, radius).mul(guide) + box_mean(offset, radius);
}

/// Lets each pixel take over the nearness of the pixel below it as far as the two agree in brightness, and less with
/// each row: what stands on the ground is about as near as its foot. This is a domain transform's recursive filter,
/// upwards alone (Gastal and Oliveira, "Domain Transform for Edge-Aware Image and Video Processing", SIGGRAPH 2011).
void stand_upright(cv::Mat1f& nearness, const cv::Mat1f& brightness) {
    const float reach_px = 0.25F * static_cast<float>(nearness.rows);
    constexpr float edge = 0.02F;  // a step of brightness that parts two things
    for (int y = nearness.rows - 2; y >= 0; --y)
        for (int x = 0; x < nearness.cols; ++x) {
            const float step = std::abs(brightness(y, x) - brightness(y + 1, x));
            const float share = std::exp(-1 / reach_px - step / edge);
            nearness(y, x) += share * (nearness(y + 1, x) - nearness(y, x));
        }
}

}  // namespace

NearnessMap nearness_from_picture(const Image& picture, int width, int height) {
    return guarded([&] {
        const auto size = [](int w, int h) { return std::to_string(w) + "x" + std::to_string(h) + " px"; };
        if (picture.empty()) throw Error(ErrorCode::invalid_argument, "The depth picture is empty.");
        const double same_height = static_cast<double>(width) * picture.height / picture.width;
        if (std::abs(same_height - height) > 0.02 * height + 1)
            throw Error(ErrorCode::invalid_argument, "The depth picture is " + size(picture.width, picture.height) +
                                                         ", which is no shape for a photo of " + size(width, height) +
                                                         ".");
        cv::Mat1f share;
        luminance(view(picture)).convertTo(share, CV_32F, 1 / 255.0);
        cv::resize(share, share, {width, height}, 0, 0, cv::INTER_LINEAR);
        return to_map(share);
    });
}

NearnessMap guess_nearness(const Image& photo) {
    return guarded([&] {
        if (photo.empty()) throw Error(ErrorCode::invalid_argument, "The photo is empty.");
        cv::Mat1f ground(photo.height, photo.width), guide;
        const float horizon = 0.5F * static_cast<float>(photo.height);
        for (int y = 0; y < ground.rows; ++y)
            ground.row(y) = std::max(0.0F, (static_cast<float>(y) + 0.5F - horizon) / horizon);
        luminance(view(photo)).convertTo(guide, CV_32F, 1 / 255.0);
        stand_upright(ground, guide);
        const int radius = std::max(1, std::min(photo.width, photo.height) / 12);
        return to_map(guided_filter(guide, ground, radius, 1e-3F));
    });
}

}  // namespace stillwave::motion
