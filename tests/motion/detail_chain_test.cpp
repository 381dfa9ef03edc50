// Tests that photo detail stays crisp through frames between and a loop.
#include <gtest/gtest.h>

#include <cstdio>

#include "motion/interpolation.h"
#include "motion/loops.h"
#include "motion/motion_scores.h"
#include "motion/photo_detail.h"
#include "motion/rendered_motion.h"

namespace stillwave::motion {
namespace {

constexpr int frames = 6;

// Every second moment is a frame of the clip; the others are the truth for the frames between.
Clip truth_with_moments_between() {
    const auto pan = [](float x, float y, int t) { return cv::Point2f(x + static_cast<float>(t), y); };
    return rendered::move("coffee.png", pan, 2 * frames - 1);
}

Clip every_second(const Clip& clip, std::size_t first) {
    Clip result;
    result.fps = clip.fps;
    for (std::size_t t = first; t < clip.frames.size(); t += 2) result.frames.push_back(clip.frames[t]);
    return result;
}

double mean_psnr_between_db(const Clip& clip, const Clip& truth) {
    Clip smooth;
    interpolate_to(clip, {2, 0.0, false}, [&](const Image& frame) { smooth.frames.push_back(frame); });
    EXPECT_EQ(smooth.frames.size(), truth.frames.size());
    const Clip made = every_second(smooth, 1);
    const Clip known = every_second(truth, 1);
    double sum = 0;
    for (std::size_t i = 0; i < known.frames.size(); ++i) sum += psnr_db(made.frames[i], known.frames[i]);
    return sum / static_cast<double>(known.frames.size());
}

TEST(DetailChain, FramesBetweenKeepThePhotosDetail) {
    const Clip truth = truth_with_moments_between();
    const Clip model = rendered::as_model(every_second(truth, 0));
    const Clip detailed = photo_detail(model, truth.frames[0]).clip;
    Clip enlarged = model;
    for (auto& frame : enlarged.frames) frame = rendered::enlarged(frame);
    const double with_detail = mean_psnr_between_db(detailed, truth);
    const double without = mean_psnr_between_db(enlarged, truth);
    std::printf("frames between: %.1f dB with photo detail, %.1f dB enlarged\n", with_detail, without);
    EXPECT_GT(with_detail, without + 8);
}

TEST(DetailChain, LoopsAreMadeOfTheDetailedFrames) {
    const Clip truth = every_second(truth_with_moments_between(), 0);
    const Clip detailed = photo_detail(rendered::as_model(truth), truth.frames[0]).clip;
    LoopOptions options;
    options.mode = LoopMode::ping_pong;
    const auto there_and_back = make_loop(detailed, options, {}, {});
    ASSERT_EQ(there_and_back.clip.frames.size(), static_cast<std::size_t>(2 * frames - 2));
    for (std::size_t t = 0; t < static_cast<std::size_t>(frames); ++t)
        EXPECT_EQ(*there_and_back.clip.frames[t].pixels, *detailed.frames[t].pixels);
    EXPECT_LT(there_and_back.after.score, there_and_back.before.score);

    options.mode = LoopMode::crossfade;
    const auto faded = make_loop(detailed, options, {}, {});
    EXPECT_LT(faded.after.score, faded.before.score);
    const double first = sharpness(detailed.frames.front());
    for (const auto& frame : faded.clip.frames) {
        EXPECT_EQ(frame.width, detailed.frames.front().width);
        EXPECT_EQ(frame.height, detailed.frames.front().height);
        EXPECT_GT(sharpness(frame), 0.5 * first);
    }
}

}  // namespace
}  // namespace stillwave::motion
