#include "motion/colour_match.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/core.hpp>

#include "motion/opencv_image.h"

namespace stillwave::motion {
namespace {

// Variances below this, of values from 0 to 1, are noise of 8 bits. They limit how far a nearly flat channel is spread.
constexpr double least_variance = 1e-6;
constexpr int fine_steps = 4096;  // of linear light, for the way back to 8 bits

float to_linear(float value) {
    return value <= 0.04045F ? value / 12.92F : std::pow((value + 0.055F) / 1.055F, 2.4F);
}

float from_linear(float value) {
    return value <= 0.0031308F ? 12.92F * value : 1.055F * std::pow(value, 1 / 2.4F) - 0.055F;
}

/// Linear light of each of the 256 levels of sRGB.
const std::array<float, 256>& linear_levels() {
    static const auto levels = [] {
        std::array<float, 256> table{};
        for (std::size_t i = 0; i < table.size(); ++i) table[i] = to_linear(static_cast<float>(i) / 255);
        return table;
    }();
    return levels;
}

/// sRGB, 0 to 255, of equal steps of the square root of linear light, which are dense where the eye is keen.
const std::array<float, fine_steps + 1>& srgb_levels() {
    static const auto levels = [] {
        std::array<float, fine_steps + 1> table{};
        for (std::size_t i = 0; i < table.size(); ++i) {
            const float root = static_cast<float>(i) / fine_steps;
            table[i] = 255 * from_linear(root * root);
        }
        return table;
    }();
    return levels;
}

struct Statistics {
    cv::Vec3d mean;
    cv::Matx33d covariance;
};

Statistics statistics_of(const std::vector<Image>& images) {
    cv::Vec3d sum;
    cv::Matx33d products = cv::Matx33d::zeros();
    double count = 0;
    for (const auto& image : images) {
        if (image.empty()) throw Error(ErrorCode::invalid_argument, "Colours cannot be matched to an empty picture.");
        const auto pixels = view(image);
        for (const auto& pixel : pixels) {
            const cv::Vec3d value(linear_levels()[pixel[0]], linear_levels()[pixel[1]], linear_levels()[pixel[2]]);
            sum += value;
            products += value * value.t();
        }
        count += static_cast<double>(pixels.total());
    }
    if (count == 0) throw Error(ErrorCode::invalid_argument, "Colours cannot be matched without a picture.");
    const cv::Vec3d mean = sum / count;
    return {mean, products * (1 / count) - mean * mean.t()};
}

/// The symmetric matrix to a power, with eigenvalues of at least least_variance.
cv::Matx33d power(const cv::Matx33d& matrix, double exponent) {
    cv::Matx31d values;
    cv::Matx33d vectors;  // in rows
    cv::eigen(matrix, values, vectors);
    cv::Matx33d scaled = vectors;
    for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j) scaled(i, j) *= std::pow(std::max(values(i), least_variance), exponent);
    return vectors.t() * scaled;
}

}  // namespace

ColourMatch::ColourMatch(const std::vector<Image>& from, const std::vector<Image>& to) {
    guarded([&] {
        const auto source = statistics_of(from), target = statistics_of(to);
        const auto root = power(source.covariance, 0.5), inverse = power(source.covariance, -0.5);
        const cv::Matx33d map = inverse * power(root * target.covariance * root, 0.5) * inverse;
        for (int i = 0; i < 3; ++i) {
            from_mean_[i] = static_cast<float>(source.mean[i]);
            to_mean_[i] = static_cast<float>(target.mean[i]);
            for (int j = 0; j < 3; ++j) matrix_[i][j] = static_cast<float>(map(i, j));
        }
    });
}

Image ColourMatch::apply(const Image& image, double share) const {
    return guarded([&] {
        const auto part = static_cast<float>(share);
        cv::Mat3b matched = view(image).clone();
        for (auto& pixel : matched) {
            float away[3];
            for (int i = 0; i < 3; ++i) away[i] = linear_levels()[pixel[i]] - from_mean_[i];
            cv::Vec3b changed;
            for (int i = 0; i < 3; ++i) {
                const auto* const row = matrix_[i];
                const float wholly = to_mean_[i] + row[0] * away[0] + row[1] * away[1] + row[2] * away[2];
                const float linear = std::clamp((1 - part) * linear_levels()[pixel[i]] + part * wholly, 0.0F, 1.0F);
                changed[i] = cv::saturate_cast<std::uint8_t>(
                    srgb_levels()[static_cast<std::size_t>(std::lround(std::sqrt(linear) * fine_steps))]);
            }
            pixel = changed;
        }
        return to_image(matched);
    });
}

}  // namespace stillwave::motion
