#include "motion/interpolation.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <opencv2/imgproc.hpp>

#include "motion/motion_scores.h"
#include "motion/periodic_motion.h"
#include "types/error.h"

namespace stillwave::motion {
namespace {

using rendered::to_image;
using rendered::to_mat;
using rendered::window;

/// Renders a scene at any moment; moments are counted in frames of the clip to interpolate.
using Scene = std::function<Image(double moment)>;

Image pan(double moment) {
    return window("coffee.png", {static_cast<float>(5.0 * moment), static_cast<float>(1.5 * moment)});
}

Image zoom(double moment) {
    return window("astronaut.png", {}, std::exp(0.03 * moment));
}

/// A scene of a square over a background that goes the other way, both by whole px at every moment that is used.
Image occlusion(double moment) {
    static const cv::Mat3b square = to_mat(window("cat.png", {}))(cv::Rect(80, 30, 56, 56)).clone();
    static const cv::Mat3b photo = rendered::sample("coffee.png");
    const int back_px = static_cast<int>(std::lround(4.0 * moment));
    const int square_px = static_cast<int>(std::lround(8.0 * moment));
    cv::Mat3b frame = photo(cv::Rect(100 + back_px, 100, rendered::model_width, rendered::model_height)).clone();
    square.copyTo(frame(cv::Rect(60 + square_px, 40, square.cols, square.rows)));
    return to_image(frame);
}

Clip every_frame(const Scene& scene, int count) {
    Clip clip;
    clip.fps = 8;
    for (int t = 0; t < count; ++t) clip.frames.push_back(scene(t));
    return clip;
}

Image blended(const Image& first, const Image& second, double moment) {
    cv::Mat3b result;
    cv::addWeighted(to_mat(first), 1.0 - moment, to_mat(second), moment, 0.0, result);
    return to_image(result);
}

bool same(const Image& first, const Image& second) {
    return first.width == second.width && first.height == second.height && *first.pixels == *second.pixels;
}

struct Gain {
    double flow_db = 0;
    double blend_db = 0;
};

/// The mean PSNR of the frames between, compared with the scene itself.
Gain measured(const char* name, const Scene& scene, int factor) {
    constexpr int count = 4;
    const Clip clip = every_frame(scene, count);
    const Clip made = interpolate(clip, {factor, 0.0, false});
    EXPECT_EQ(made.frames.size(), static_cast<std::size_t>((count - 1) * factor + 1));
    Gain gain;
    int between = 0;
    for (int k = 0; k < static_cast<int>(made.frames.size()); ++k) {
        const auto at = static_cast<std::size_t>(k / factor);
        const Image& frame = made.frames[static_cast<std::size_t>(k)];
        if (k % factor == 0) {
            EXPECT_TRUE(same(frame, clip.frames[at]));
            continue;
        }
        const double moment = static_cast<double>(k) / factor;
        const Image truth = scene(moment);
        gain.flow_db += psnr_db(frame, truth);
        gain.blend_db +=
            psnr_db(blended(clip.frames[at], clip.frames[at + 1], moment - static_cast<double>(at)), truth);
        ++between;
    }
    gain.flow_db /= between;
    gain.blend_db /= between;
    std::printf("interpolation x%d, %s: %.1f dB, plain blending %.1f dB\n", factor, name, gain.flow_db, gain.blend_db);
    return gain;
}

TEST(Interpolation, PansComeNearTheTruth) {
    for (const int factor : {2, 3, 4}) {
        const Gain gain = measured("pan", pan, factor);
        EXPECT_GT(gain.flow_db, gain.blend_db + 12.0);
    }
}

TEST(Interpolation, ZoomsComeNearTheTruth) {
    for (const int factor : {2, 3, 4}) {
        const Gain gain = measured("zoom", zoom, factor);
        EXPECT_GT(gain.flow_db, gain.blend_db + 10.0);
    }
}

TEST(Interpolation, OcclusionsComeNearTheTruth) {
    for (const int factor : {2, 4}) {
        const Gain gain = measured("moving square", occlusion, factor);
        EXPECT_GT(gain.flow_db, gain.blend_db + 8.0);
    }
}

TEST(Interpolation, ALoopsJoinIsFilledToo) {
    constexpr int count = 10;
    const Scene circle = [](double moment) {
        const double angle = 2.0 * CV_PI * moment / count;
        return window("cat.png",
                      {static_cast<float>(8.0 * std::cos(angle)), static_cast<float>(5.0 * std::sin(angle))});
    };
    const Clip made = interpolate(every_frame(circle, count), {2, 0.0, true});
    ASSERT_EQ(made.frames.size(), 20U);
    EXPECT_EQ(made.fps, 16.0);
    const double join_db = psnr_db(made.frames[19], circle(9.5));
    const double inner_db = psnr_db(made.frames[9], circle(4.5));
    std::printf("interpolation over the join %.1f dB, inside %.1f dB\n", join_db, inner_db);
    EXPECT_GT(join_db, inner_db - 2.0);
    EXPECT_GT(join_db, 30.0);
}

TEST(Interpolation, AnyTargetRateAtExactTimes) {
    const Clip clip = every_frame(pan, 5);
    const InterpolationOptions film{0, 23.976, false};
    EXPECT_EQ(interpolated_count(clip, film), 12);  // 4 joins of 8 fps are half a second
    EXPECT_EQ(interpolated_count(clip, {0, 23.976, true}), 15);
    EXPECT_EQ(interpolated_count(clip, {0, 24.0, true}), 15);
    EXPECT_EQ(interpolated_count(clip, {0, 20.0, false}), 11);
    const Clip made = interpolate(clip, film);
    EXPECT_EQ(made.fps, 23.976);
    ASSERT_EQ(made.frames.size(), 12U);
    for (const std::size_t k : {1U, 5U, 11U}) {
        EXPECT_GT(psnr_db(made.frames[k], pan(static_cast<double>(k) * 8.0 / 23.976)), 30.0);
    }
    const Clip fifths = interpolate(clip, {0, 20.0, false});
    for (const std::size_t t : {0U, 2U, 4U}) {
        EXPECT_TRUE(same(fifths.frames[t * 5 / 2], clip.frames[t]));
    }
}

TEST(Interpolation, EqualFramesStayAsTheyAreAndCutsDoNotFail) {
    const Image frame = pan(0.0);
    const Clip still = interpolate({{frame, frame}, 7}, {2, 0.0, false});
    EXPECT_GT(psnr_db(still.frames[1], frame), 55.0);
    const Clip cut = interpolate({{frame, window("rocket.jpg", {})}, 7}, {2, 0.0, false});
    EXPECT_EQ(cut.frames.size(), 3U);
}

TEST(Interpolation, LargeFramesAreMeasuredReduced) {
    const auto large = [](const Image& image) {
        cv::Mat3b result;
        cv::resize(to_mat(image), result, {1536, 864}, 0, 0, cv::INTER_CUBIC);
        return to_image(result);
    };
    const Clip made = interpolate({{large(pan(0.0)), large(pan(1.0))}, 7}, {2, 0.0, false});
    EXPECT_GT(psnr_db(made.frames[1], large(pan(0.5))),
              psnr_db(blended(made.frames[0], made.frames[2], 0.5), large(pan(0.5))) + 6.0);
}

TEST(Interpolation, StopsWithinAFrameAndReportsEach) {
    const Clip clip = every_frame(pan, 4);
    std::stop_source source;
    int emitted = 0;
    int reported = 0;
    const auto count = [&](const Progress& progress) {
        EXPECT_EQ(progress.stage, Stage::interpolate);
        EXPECT_EQ(progress.total, 7);
        EXPECT_EQ(progress.step, ++reported);
        if (reported == 3) source.request_stop();
    };
    EXPECT_THROW(interpolate_to(
                     clip, {2, 0.0, false}, [&](const Image&) { ++emitted; }, count, source.get_token()),
                 Cancelled);
    EXPECT_EQ(emitted, 3);
}

TEST(Interpolation, RefusesWhatItCannotDo) {
    const Clip clip = every_frame(pan, 3);
    EXPECT_THROW(interpolate(clip, {1, 0.0, false}), Error);
    EXPECT_THROW(interpolate(clip, {5, 0.0, false}), Error);
    EXPECT_THROW(interpolate(clip, {2, 24.0, false}), Error);
    EXPECT_THROW(interpolate(clip, {0, 8.0, false}), Error);
    EXPECT_THROW(interpolate({{clip.frames[0]}, 8}, {2, 0.0, true}), Error);
    EXPECT_THROW(interpolate({clip.frames, 0}, {0, 24.0, false}), Error);
}

}  // namespace
}  // namespace stillwave::motion
