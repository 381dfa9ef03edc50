#include "motion/motion_tracker.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "motion/flow_field.h"
#include "motion/opencv_image.h"

namespace stillwave::motion {
namespace {

// Sigma, px, of the blur that removes the finest noise (the decoder's grid) before flow is measured.
constexpr double denoise_px = 0.8;
// The root mean square gradient, levels a px, at which a pixel counts as half textured.
constexpr float texture_levels = 4.0F;

float long_side(const cv::Mat& grid) {
    return static_cast<float>(std::max(grid.cols, grid.rows));
}

cv::Mat blurred(const cv::Mat& picture, double sigma_px) {
    cv::Mat result;
    cv::GaussianBlur(picture, result, {}, sigma_px);
    return result;
}

/// Returns the squared gradient, (levels a px) squared.
cv::Mat1f gradient_energy(const cv::Mat1b& grey) {
    cv::Mat1f dx;
    cv::Mat1f dy;
    cv::Sobel(grey, dx, CV_32F, 1, 0, 3, 0.125);
    cv::Sobel(grey, dy, CV_32F, 0, 1, 3, 0.125);
    return dx.mul(dx) + dy.mul(dy);
}

/// Returns how much texture each pixel has, from 0 (none) to 1.
cv::Mat1f texture(const cv::Mat1b& grey) {
    cv::Mat1f energy = gradient_energy(grey);
    cv::GaussianBlur(energy, energy, {}, 1.5);
    return energy / (energy + texture_levels * texture_levels);
}

/// Returns the sigma, px, of the blur that makes `sharp` as soft as `soft`, so that flow between them measures motion
/// and not sharpness.
double equalising_blur_px(const cv::Mat1b& sharp, const cv::Mat1b& soft) {
    const double wanted = cv::mean(gradient_energy(soft))[0];
    double low = denoise_px;
    double high = 4.0;
    for (int i = 0; i < 6; ++i) {
        const double middle = 0.5 * (low + high);
        (cv::mean(gradient_energy(blurred(sharp, middle)))[0] > wanted ? low : high) = middle;
    }
    return low;
}

/// Replaces the flow where `weight` is small by the flow of nearby pixels with more weight, through a pyramid of
/// weighted means (pull and push).
cv::Mat2f filled(const cv::Mat2f& flow, const cv::Mat1f& weight) {
    constexpr int smallest_level_px = 4;
    constexpr float trust_in_surroundings = 0.6F;
    cv::Mat2f weighted(flow.size());
    for (int y = 0; y < flow.rows; ++y) {
        for (int x = 0; x < flow.cols; ++x) {
            weighted(y, x) = flow(y, x) * weight(y, x);
        }
    }
    cv::Mat2f surroundings;
    if (std::min(flow.cols, flow.rows) > smallest_level_px) {
        cv::Mat2f small_weighted;
        cv::Mat1f small_weight;
        cv::pyrDown(weighted, small_weighted);
        cv::pyrDown(weight, small_weight);
        cv::Mat2f small_flow(small_weight.size());
        for (int y = 0; y < small_flow.rows; ++y) {
            for (int x = 0; x < small_flow.cols; ++x) {
                small_flow(y, x) = small_weighted(y, x) / (small_weight(y, x) + 1e-6F);
            }
        }
        cv::resize(filled(small_flow, small_weight), surroundings, flow.size(), 0, 0, cv::INTER_LINEAR);
    } else {
        const cv::Scalar mean = cv::sum(weighted) / (cv::sum(weight)[0] + 1e-6);
        surroundings = cv::Mat2f(flow.size(), cv::Vec2f(static_cast<float>(mean[0]), static_cast<float>(mean[1])));
    }
    cv::Mat2f result(flow.size());
    for (int y = 0; y < flow.rows; ++y) {
        for (int x = 0; x < flow.cols; ++x) {
            result(y, x) =
                (weighted(y, x) + trust_in_surroundings * surroundings(y, x)) / (weight(y, x) + trust_in_surroundings);
        }
    }
    return result;
}

/// Returns the distance in px by which each pixel's place lies outside the first frame.
cv::Mat1f distance_outside(const cv::Mat2f& to_first) {
    cv::Mat1f distance(to_first.size());
    const auto right = static_cast<float>(to_first.cols - 1);
    const auto bottom = static_cast<float>(to_first.rows - 1);
    for (int y = 0; y < to_first.rows; ++y) {
        for (int x = 0; x < to_first.cols; ++x) {
            const float px = static_cast<float>(x) + to_first(y, x)[0];
            const float py = static_cast<float>(y) + to_first(y, x)[1];
            distance(y, x) = std::hypot(std::max({-px, px - right, 0.0F}), std::max({-py, py - bottom, 0.0F}));
        }
    }
    return distance;
}

float largest(const cv::Vec3f& levels) {
    return std::max({std::abs(levels[0]), std::abs(levels[1]), std::abs(levels[2])});
}

/// Returns the levels by which the frame's structure differs from the first frame's at the same place. Changes of light
/// do not count, nor do differences that a displacement or blur of a good half pixel explains. Both frames must be
/// equally soft.
cv::Mat1f misfit(const cv::Mat3f& frame, const cv::Mat3f& first, const cv::Mat2f& to_first) {
    constexpr float explained_px = 0.6F;
    const cv::Mat3f there = warp(first, to_first);
    cv::Mat3f difference = frame - there;
    difference -= cv::Mat3f(blurred(difference, long_side(frame) / 32.0));
    // Narrow differences, up to the blur of an edge, are the model's softness and noise, not other content.
    const double noise_px = 1.0 + long_side(frame) / 256.0;
    difference = blurred(difference, noise_px);
    cv::Mat3f dx;
    cv::Mat3f dy;
    cv::Sobel(there, dx, CV_32F, 1, 0, 3, 0.125);
    cv::Sobel(there, dy, CV_32F, 0, 1, 3, 0.125);
    cv::Mat1f slope(frame.size());
    for (int y = 0; y < frame.rows; ++y) {
        for (int x = 0; x < frame.cols; ++x) {
            slope(y, x) = std::hypot(largest(dx(y, x)), largest(dy(y, x)));
        }
    }
    slope = blurred(slope, noise_px);
    cv::Mat1f result(frame.size());
    for (int y = 0; y < frame.rows; ++y) {
        for (int x = 0; x < frame.cols; ++x) {
            result(y, x) = std::max(0.0F, largest(difference(y, x)) - explained_px * slope(y, x));
        }
    }
    return result;
}

cv::Mat3f as_float(const cv::Mat3b& rgb) {
    cv::Mat3f result;
    rgb.convertTo(result, CV_32F);
    return result;
}

}  // namespace

MotionTracker::MotionTracker(const cv::Mat3b& first, const cv::Mat3b& photo)
    : first_(luminance(first)),
      first_rgb_(as_float(first)),
      photo_flatness_(1.0 - texture(blurred(luminance(photo), denoise_px))) {}

FrameMotion MotionTracker::follow(const cv::Mat3b& frame) {
    const cv::Mat1b grey = blurred(luminance(frame), denoise_px);
    const double blur_px = equalising_blur_px(first_, grey);
    const cv::Mat1b first = blurred(first_, blur_px);
    last_to_first_ = dis_flow(grey, first, last_to_first_);
    last_from_first_ = dis_flow(first, grey, last_from_first_);
    const cv::Mat1f miss = round_trip_error(last_to_first_, last_from_first_);

    const float tolerance = round_trip_tolerance(frame.size());
    const cv::Mat1f returns = falling_step(miss, 0.5F * tolerance, 1.5F * tolerance);
    const cv::Mat1f inside = falling_step(distance_outside(last_to_first_), 0.0F, 1.0F);
    FrameMotion motion;
    motion.to_first = edge_keeping_smooth(filled(last_to_first_, returns.mul(inside).mul(texture(grey))));

    // In a flat area the flow is a guess, and noise makes good flow miss its way back, but the photo's pixels are used
    // where they fit. Where the flow returns, only clearly different content lowers the confidence.
    const cv::Mat1f flat = warp(photo_flatness_, motion.to_first);
    const cv::Mat1f unlike =
        misfit(blurred(as_float(frame), denoise_px), blurred(first_rgb_, blur_px), motion.to_first);
    const cv::Mat1f fits_well = falling_step(unlike, 8.0F, 20.0F);
    const cv::Mat1f fits = falling_step(unlike, 25.0F, 50.0F);
    // Just outside the border the mirrored photo is better than the model's border; farther outside it is not.
    const float mirrored_px = long_side(frame) / 32.0F;
    const cv::Mat1f covered = falling_step(distance_outside(motion.to_first), 0.25F * mirrored_px, mirrored_px);
    const cv::Mat1f beyond = 1.0 - inside;
    motion.confidence = cv::max(fits_well, cv::max(cv::max(returns, flat), beyond).mul(fits)).mul(covered);
    cv::erode(motion.confidence, motion.confidence, cv::getStructuringElement(cv::MORPH_ELLIPSE, {3, 3}));
    cv::GaussianBlur(motion.confidence, motion.confidence, {}, 1.0 + long_side(frame) / 512.0);
    return motion;
}

FrameMotion steadied(const FrameMotion& before, const FrameMotion& current, const FrameMotion& after) {
    FrameMotion result{current.to_first.clone(), current.confidence.clone()};
    for (int y = 0; y < result.to_first.rows; ++y) {
        for (int x = 0; x < result.to_first.cols; ++x) {
            // Real acceleration is a fraction of a pixel; a larger jump comes from another object that passes by.
            constexpr float jitter_px = 0.75F;
            const cv::Vec2f course = 0.5F * (before.to_first(y, x) + after.to_first(y, x)) - current.to_first(y, x);
            const float weight = std::exp(-course.dot(course) / (jitter_px * jitter_px));
            result.to_first(y, x) += 0.5F * weight * course;
            const float usual =
                0.25F * (before.confidence(y, x) + after.confidence(y, x)) + 0.5F * current.confidence(y, x);
            result.confidence(y, x) = std::min(current.confidence(y, x), usual);
        }
    }
    return result;
}

}  // namespace stillwave::motion
