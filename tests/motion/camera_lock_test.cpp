#include "motion/camera_lock.h"

#include <gmock/gmock.h>

#include <cmath>
#include <cstdio>
#include <opencv2/imgproc.hpp>

#include "motion/motion_scores.h"
#include "motion/rendered_motion.h"
#include "types/error.h"

namespace stillwave::motion {
namespace {

using rendered::to_image;
using rendered::to_mat;
using testing::HasSubstr;

constexpr int frames = 8;
constexpr int box = 60, box_x = 200, box_y = 110;  // px: a thing that moves by itself
constexpr double box_step = 3;                     // px a frame, against the photo

/// A camera that pans, pushes in and rolls over a photo, on which a piece of another photo moves to the right.
Clip moving_clip(bool with_box) {
    auto clip = rendered::move(
        "coffee.png",
        [](float x, float y, int t) {
            const double zoom = 1 - 0.006 * t, roll = 0.004 * t;
            const double u = x - 256, v = y - 144;
            return cv::Point2f(static_cast<float>(256 + zoom * (u * std::cos(roll) - v * std::sin(roll)) + 2.0 * t),
                               static_cast<float>(144 + zoom * (u * std::sin(roll) + v * std::cos(roll)) - 1.0 * t));
        },
        frames);
    if (!with_box) return clip;
    const cv::Mat3b cat = rendered::sample("cat.png")(cv::Rect(150, 100, box, box)).clone();
    for (int t = 0; t < frames; ++t) {
        auto frame = to_mat(clip.frames[static_cast<std::size_t>(t)]).clone();
        cat.copyTo(frame(cv::Rect(box_x + static_cast<int>(box_step * t), box_y, box, box)));
        clip.frames[static_cast<std::size_t>(t)] = to_image(frame);
    }
    return clip;
}

/// The median flow over the frame's border, where the box never is, px.
double border_flow(const Image& first, const Image& last) {
    const auto strip = [](const Image& image) { return to_image(to_mat(image)(cv::Rect(0, 0, image.width, 70))); };
    return median_flow_px(strip(first), strip(last));
}

TEST(CameraLock, HoldsTheBackgroundStill) {
    const auto clip = moving_clip(false);
    const auto locked = lock_camera(clip);
    ASSERT_EQ(locked.frames.size(), clip.frames.size());
    EXPECT_EQ(locked.fps, clip.fps);
    const double before = median_flow_px(clip.frames.front(), clip.frames.back());
    const double after = median_flow_px(locked.frames.front(), locked.frames.back());
    std::printf("    median flow first to last %.2f px, locked %.3f px; %d of %d px wide\n", before, after,
                locked.frames.front().width, clip.frames.front().width);
    EXPECT_GT(before, 8);
    EXPECT_LT(after, 0.2);
    EXPECT_GT(locked.frames.front().width, 0.8 * clip.frames.front().width);
    EXPECT_EQ(locked.frames.front().width % 2, 0);
    EXPECT_EQ(locked.frames.front().height % 2, 0);
}

TEST(CameraLock, LeavesWhatMovesByItself) {
    const auto clip = moving_clip(true);
    const auto locked = lock_camera(clip);
    EXPECT_LT(border_flow(locked.frames.front(), locked.frames.back()), 0.3);
    // The box moves on: what is at its place changes.
    const auto first = to_mat(locked.frames.front()), last = to_mat(locked.frames.back());
    const cv::Rect place(first.cols / 2 - 60, first.rows / 2 - 30, 100, 60);
    EXPECT_GT(cv::norm(first(place), last(place), cv::NORM_L1) / (3.0 * place.area()), 8);
}

TEST(CameraLock, FillsEveryPixel) {
    // Black would come in from beyond the edges of the frames.
    for (const auto& frame : lock_camera(moving_clip(false)).frames) {
        const auto picture = to_mat(frame);
        for (const auto& edge : {picture.row(0), picture.row(picture.rows - 1)}) EXPECT_GT(cv::mean(edge)[0], 20);
        for (const auto& edge : {picture.col(0), picture.col(picture.cols - 1)}) EXPECT_GT(cv::mean(edge)[0], 20);
    }
}

TEST(CameraLock, GivesAStillClipBackWhole) {
    const auto frame = moving_clip(false).frames.front();
    const auto locked = lock_camera({{frame, frame, frame}, 7});
    EXPECT_GE(locked.frames.front().width, frame.width - 6);
    EXPECT_GT(psnr_db(locked.frames.back(), locked.frames.front()), 45);
}

TEST(CameraLock, RefusesWhatItCannotFollow) {
    const auto refusal = [](const Clip& clip) -> std::string {
        try {
            lock_camera(clip);
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::invalid_argument);
            return error.what();
        }
        return "nothing was refused";
    };
    const auto coffee = to_image(rendered::sample("coffee.png")(cv::Rect(0, 0, 320, 180)));
    // A cut to another picture.
    const auto other = to_image(rendered::sample("astronaut.png")(cv::Rect(50, 50, 320, 180)));
    EXPECT_THAT(refusal({{coffee, other}, 7}), HasSubstr("without camera lock"));
    EXPECT_THAT(refusal({{coffee, Image{10, 10, std::vector<std::uint8_t>(300)}}, 7}), HasSubstr("camera"));
}

}  // namespace
}  // namespace stillwave::motion
