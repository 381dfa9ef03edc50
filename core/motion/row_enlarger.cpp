#include "motion/row_enlarger.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace stillwave::motion {
namespace {

// The coefficient of OpenCV's cubic interpolation.
constexpr double cubic_a = -0.75;

/// Returns the cubic weights of four adjoining rows for a place that lies `part` (0..1) of a row past the second of
/// them.
std::array<double, 4> cubic_weights(double part) {
    const auto near = [](double d) { return ((cubic_a + 2.0) * d - (cubic_a + 3.0)) * d * d + 1.0; };
    const auto far = [](double d) { return ((cubic_a * d - 5.0 * cubic_a) * d + 8.0 * cubic_a) * d - 4.0 * cubic_a; };
    return {far(1.0 + part), near(part), near(1.0 - part), far(2.0 - part)};
}

}  // namespace

RowEnlarger::RowEnlarger(const cv::Mat& field, cv::Size size, bool cubic)
    : rows_per_px_(static_cast<double>(field.rows) / size.height), cubic_(cubic) {
    cv::resize(field, wide_, {size.width, field.rows}, 0, 0, cubic ? cv::INTER_CUBIC : cv::INTER_LINEAR);
}

cv::Mat RowEnlarger::row(int y) const {
    const double place = (y + 0.5) * rows_per_px_ - 0.5;
    const int at = static_cast<int>(std::floor(place));
    const double part = place - at;
    const std::array<double, 4> weights =
        cubic_ ? cubic_weights(part) : std::array<double, 4>{0.0, 1.0 - part, part, 0.0};
    cv::Mat result = cv::Mat::zeros(1, wide_.cols, wide_.type());
    const int values = wide_.cols * wide_.channels();
    auto* out = result.ptr<float>();
    for (int i = 0; i < 4; ++i) {
        const auto weight = static_cast<float>(weights[static_cast<std::size_t>(i)]);
        if (weight == 0.0F) continue;
        const auto* in = wide_.ptr<float>(std::clamp(at - 1 + i, 0, wide_.rows - 1));
        for (int x = 0; x < values; ++x) {
            out[x] += weight * in[x];
        }
    }
    return result;
}

}  // namespace stillwave::motion
