#include "motion/loops.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <opencv2/imgproc.hpp>

#include "motion/motion_scores.h"
#include "motion/periodic_motion.h"
#include "types/error.h"

namespace stillwave::motion {
namespace {

using rendered::along;
using rendered::to_image;
using rendered::to_mat;
using rendered::window;

cv::Point2f drift(double moment) {
    return {static_cast<float>(2.0 * moment), static_cast<float>(0.5 * moment)};
}

cv::Point2f circle_of_ten(double moment) {
    const double angle = 2.0 * CV_PI * moment / 10.0;
    return {static_cast<float>(9.0 * std::cos(angle)), static_cast<float>(5.0 * std::sin(angle))};
}

/// Adds the model's softness and noise: frames get blurrier with time, and each has its own grain.
Clip as_generated(Clip clip) {
    cv::RNG noise(7);
    for (std::size_t t = 0; t < clip.frames.size(); ++t) {
        cv::Mat3f frame;
        to_mat(clip.frames[t]).convertTo(frame, CV_32F);
        cv::GaussianBlur(frame, frame, {}, 0.5 + 0.04 * static_cast<double>(t));
        cv::Mat3f grain(frame.size());
        noise.fill(grain, cv::RNG::NORMAL, 0.0, 1.5);
        cv::Mat3b result;
        cv::Mat(frame + grain).convertTo(result, CV_8U);
        clip.frames[t] = to_image(result);
    }
    return clip;
}

void print(const char* name, const LoopResult& loop) {
    std::printf("%s: frames %d to %d, %zu in the loop, seam %.2f before, %.2f after\n", name, loop.first, loop.last,
                loop.clip.frames.size(), loop.before.score, loop.after.score);
}

TEST(Loops, AsShotIsTheClip) {
    const Clip clip = along("coffee.png", drift, 6);
    const LoopResult loop = make_loop(clip, {LoopMode::as_shot, 0, 0});
    ASSERT_EQ(loop.clip.frames.size(), 6U);
    EXPECT_EQ(loop.clip.frames[5].pixels, clip.frames[5].pixels);
    EXPECT_EQ(loop.before.score, loop.after.score);
    EXPECT_EQ(loop.last, 5);
}

TEST(Loops, PingPongShowsEndFramesOnce) {
    const Clip clip = along("coffee.png", drift, 12);
    const LoopResult loop = make_loop(clip, {LoopMode::ping_pong, 0, 0});
    print("ping-pong of a drift", loop);
    ASSERT_EQ(loop.clip.frames.size(), 22U);
    for (std::size_t t = 1; t < 11; ++t) {
        EXPECT_EQ(loop.clip.frames[t].pixels, clip.frames[t].pixels);
        EXPECT_EQ(loop.clip.frames[22 - t].pixels, clip.frames[t].pixels);
    }
    EXPECT_EQ(loop.clip.fps, clip.fps);
    EXPECT_LT(loop.after.score, 0.5 * loop.before.score);
}

TEST(Loops, BestCutFindsThePeriod) {
    for (const bool generated : {false, true}) {
        Clip clip = along("astronaut.png", circle_of_ten, 25);
        if (generated) clip = as_generated(clip);
        const LoopResult loop = make_loop(clip, {LoopMode::best_cut, 8, 0});
        print(generated ? "best cut, as generated" : "best cut", loop);
        const int length = loop.last - loop.first + 1;
        EXPECT_EQ(length % 10, 0);
        ASSERT_EQ(loop.clip.frames.size(), static_cast<std::size_t>(length));
        EXPECT_EQ(loop.clip.frames.front().pixels, clip.frames[static_cast<std::size_t>(loop.first)].pixels);
        EXPECT_EQ(loop.clip.frames.back().pixels, clip.frames[static_cast<std::size_t>(loop.last)].pixels);
        EXPECT_LT(loop.after.score, 0.25 * loop.before.score);
    }
    const LoopResult long_one = make_loop(along("astronaut.png", circle_of_ten, 25), {LoopMode::best_cut, 15, 0});
    EXPECT_EQ(long_one.last - long_one.first + 1, 20);
}

TEST(Loops, CrossfadeBringsTheEndsTogetherWithoutGhosts) {
    constexpr int count = 16;
    constexpr int overlap = 6;
    const Clip clip = along("coffee.png", drift, count);
    const LoopResult loop = make_loop(clip, {LoopMode::crossfade, 0, overlap});
    print("cross-fade of a drift", loop);
    ASSERT_EQ(loop.clip.frames.size(), static_cast<std::size_t>(count - overlap));
    EXPECT_EQ(loop.clip.frames[overlap].pixels, clip.frames[overlap].pixels);
    EXPECT_EQ(loop.clip.frames.back().pixels, clip.frames[count - overlap - 1].pixels);
    EXPECT_LT(loop.after.score, 0.6 * loop.before.score);
    double warped_db = 0.0;
    double dissolved_db = 0.0;
    for (int i = 0; i < overlap; ++i) {
        const double late = (i + 1.0) / (overlap + 1.0);
        const Image truth = window("coffee.png", drift(i + (1.0 - late) * (count - overlap)));
        cv::Mat3b dissolve;
        cv::addWeighted(to_mat(clip.frames[static_cast<std::size_t>(count - overlap + i)]), 1.0 - late,
                        to_mat(clip.frames[static_cast<std::size_t>(i)]), late, 0.0, dissolve);
        warped_db += psnr_db(loop.clip.frames[static_cast<std::size_t>(i)], truth) / overlap;
        dissolved_db += psnr_db(to_image(dissolve), truth) / overlap;
    }
    std::printf("cross-fade against the true way back: %.1f dB, a dissolve %.1f dB\n", warped_db, dissolved_db);
    EXPECT_GT(warped_db, dissolved_db + 6.0);
}

TEST(Loops, CrossfadeChoosesItsOverlap) {
    const Clip clip = as_generated(along("cat.png", drift, 14));
    const LoopResult loop = make_loop(clip, {LoopMode::crossfade, 0, 0});
    print("cross-fade, as generated", loop);
    EXPECT_GE(loop.clip.frames.size(), 9U);
    EXPECT_LT(loop.clip.frames.size(), 14U);
    EXPECT_LT(loop.after.score, 0.6 * loop.before.score);
}

TEST(Loops, StopsWithinAFrame) {
    const Clip clip = along("cat.png", drift, 12);
    for (const LoopMode mode : {LoopMode::as_shot, LoopMode::ping_pong, LoopMode::best_cut, LoopMode::crossfade}) {
        std::stop_source source;
        int steps = 0;
        const auto stop_at_second = [&](const Progress& progress) {
            EXPECT_EQ(progress.stage, Stage::loop);
            EXPECT_LE(progress.step, progress.total);
            if (++steps == 2) source.request_stop();
        };
        EXPECT_THROW(make_loop(clip, {mode, 0, 0}, stop_at_second, source.get_token()), Cancelled);
        EXPECT_EQ(steps, 2);
    }
}

TEST(Loops, RefusesWhatItCannotDo) {
    const Clip clip = along("cat.png", drift, 5);
    const auto code = [](const Clip& given, const LoopOptions& options) {
        try {
            make_loop(given, options);
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::internal;
    };
    EXPECT_EQ(code({{clip.frames[0], clip.frames[1]}, 7}, {LoopMode::ping_pong, 0, 0}), ErrorCode::invalid_argument);
    EXPECT_EQ(code({{clip.frames[0], clip.frames[1], clip.frames[2]}, 7}, {LoopMode::crossfade, 0, 0}),
              ErrorCode::invalid_argument);
    EXPECT_EQ(code(clip, {LoopMode::best_cut, 6, 0}), ErrorCode::invalid_argument);
    EXPECT_EQ(code(clip, {LoopMode::best_cut, 2, 0}), ErrorCode::invalid_argument);
    EXPECT_EQ(code(clip, {LoopMode::crossfade, 0, 3}), ErrorCode::invalid_argument);
    EXPECT_EQ(code(clip, {LoopMode::crossfade, 0, -1}), ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace stillwave::motion
