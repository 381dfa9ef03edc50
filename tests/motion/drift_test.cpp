#include "motion/drift.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "types/error.h"

namespace stillwave::motion {
namespace {

Image texture() {
    cv::Mat3b noise(96, 128), smooth;
    cv::RNG random(7);
    random.fill(noise, cv::RNG::UNIFORM, 40, 200);
    cv::GaussianBlur(noise, smooth, {}, 2);
    return {128, 96, std::vector<std::uint8_t>(smooth.datastart, smooth.dataend)};
}

Image changed(const Image& image, const auto& change) {
    cv::Mat3b pixels(image.height, image.width);
    std::copy_n(image.data(), image.size_bytes(), pixels.data);
    cv::Mat3b result = change(pixels);
    return {result.cols, result.rows, std::vector<std::uint8_t>(result.datastart, result.dataend)};
}

TEST(Drift, TellsColourSharpnessAndFlowOfEachFrame) {
    const auto still = texture();
    const auto darker =
        changed(still, [](const cv::Mat3b& pixels) -> cv::Mat3b { return pixels - cv::Scalar(10, 10, 10); });
    const auto softer = changed(still, [](const cv::Mat3b& pixels) {
        cv::Mat3b soft;
        cv::GaussianBlur(pixels, soft, {}, 3);
        return soft;
    });
    const auto moved = changed(still, [](const cv::Mat3b& pixels) {
        cv::Mat3b shifted;
        cv::warpAffine(pixels, shifted, cv::Matx23d(1, 0, 4, 0, 1, 0), pixels.size(), cv::INTER_LINEAR,
                       cv::BORDER_REFLECT);
        return shifted;
    });
    const auto drift = measure_drift({{still, still, darker, softer, still, moved}, 7});
    ASSERT_EQ(drift.colour.size(), 6U);
    EXPECT_NEAR(drift.colour[1], 0, 1e-9);
    EXPECT_NEAR(drift.colour[2], 10 * std::sqrt(3), 0.2);
    EXPECT_NEAR(drift.sharpness[1], 1, 1e-9);
    EXPECT_NEAR(drift.sharpness[2], 1, 0.05);
    EXPECT_LT(drift.sharpness[3], 0.5);
    EXPECT_EQ(drift.flow[0], 0);
    EXPECT_LT(drift.flow[1], 0.1);
    EXPECT_NEAR(drift.flow[5], 4, 0.4);
}

TEST(Drift, RefusesAClipWithoutFramesAndFramesOfTwoSizes) {
    EXPECT_THROW(measure_drift({}), Error);
    EXPECT_THROW(measure_drift({{texture(), Image(2, 2, std::vector<std::uint8_t>(12, 0))}, 7}), Error);
}

}  // namespace
}  // namespace stillwave::motion
