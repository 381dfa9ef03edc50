#include "motion/motion_scores.h"

#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/imgproc.hpp>

#include "motion/rendered_motion.h"
#include "types/error.h"

namespace stillwave::motion {
namespace {

using rendered::to_image;
using rendered::to_mat;

Clip pan(float px_per_frame) {
    return rendered::move(
        "coffee.png", [=](float x, float y, int t) { return cv::Point2f(x + px_per_frame * static_cast<float>(t), y); },
        6);
}

TEST(MotionScores, MedianFlowIsThePanAndZeroForAStill) {
    const Clip moved = rendered::as_model(pan(1.6F));
    EXPECT_NEAR(median_flow_px(moved.frames.front(), moved.frames.back()), 4.0, 0.2);
    EXPECT_LT(median_flow_px(moved.frames.front(), moved.frames.front()), 0.01);
}

TEST(MotionScores, SharpnessFallsWithBlur) {
    const Image sharp = pan(0.0F).frames[0];
    cv::Mat3b soft;
    cv::GaussianBlur(to_mat(sharp), soft, {}, 1.5);
    EXPECT_LT(sharpness(to_image(soft)), 0.2 * sharpness(sharp));
    EXPECT_EQ(sharpness(Image(32, 32, std::vector<std::uint8_t>(32 * 32 * 3, 7))), 0.0);
    EXPECT_THROW(sharpness(Image()), Error);
}

TEST(MotionScores, FlickerSeesPulsingLightAndNotSteadyMotion) {
    Clip steady = pan(3.0F);
    for (Image& frame : steady.frames) {
        cv::Mat3b small;
        cv::resize(to_mat(frame), small, {256, 144}, 0, 0, cv::INTER_AREA);
        frame = to_image(small);
    }
    Clip fading = steady;
    Clip pulsing = steady;
    for (std::size_t t = 0; t < steady.frames.size(); ++t) {
        cv::Mat3b frame;
        to_mat(steady.frames[t]).convertTo(frame, CV_8U, 1.0 - 0.04 * static_cast<double>(t));
        fading.frames[t] = to_image(frame);
        to_mat(steady.frames[t]).convertTo(frame, CV_8U, t % 2 == 0 ? 1.0 : 0.92);
        pulsing.frames[t] = to_image(frame);
    }
    const double quiet = flicker_score(steady);
    std::printf("flicker: steady %.3f, fading %.3f, pulsing %.3f levels\n", quiet, flicker_score(fading),
                flicker_score(pulsing));
    EXPECT_LT(quiet, 0.6);
    EXPECT_LT(flicker_score(fading), quiet + 0.5);
    EXPECT_GT(flicker_score(pulsing), 5.0);
    EXPECT_EQ(flicker_score({{steady.frames[0], steady.frames[1]}, 7}), 0.0);
}

TEST(MotionScores, PsnrOfAKnownError) {
    const Image zero(20, 10, std::vector<std::uint8_t>(600, 0));
    const Image ten(20, 10, std::vector<std::uint8_t>(600, 10));
    EXPECT_NEAR(psnr_db(ten, zero), 20.0 * std::log10(25.5), 1e-9);
    EXPECT_EQ(psnr_db(ten, ten), 100.0);
    EXPECT_THROW(psnr_db(ten, Image(10, 20, std::vector<std::uint8_t>(600))), Error);
}

}  // namespace
}  // namespace stillwave::motion
