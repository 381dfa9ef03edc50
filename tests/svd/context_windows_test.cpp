// Tests of context windows: which frames they show at each step, how they are fused, and where they change nothing.
#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/roll.h>
#include <gmock/gmock.h>

#include <set>

#include "svd/context_windows.h"
#include "svd/steered.h"
#include "types/error.h"

namespace stillwave::svd::parity {
namespace {

using testing::ElementsAre;

std::vector<std::int64_t> starts(const ContextWindows& windows, std::int64_t step, std::int64_t num_frames) {
    std::vector<std::int64_t> all;
    for (const auto& window : context_schedule(windows)(step, num_frames)) all.push_back(window.first);
    return all;
}

TEST(ContextWindows, OrderedHalvingMirrorsTheDigits) {
    EXPECT_THAT((std::vector{ordered_halving(0), ordered_halving(1), ordered_halving(2), ordered_halving(3),
                             ordered_halving(4), ordered_halving(6)}),
                ElementsAre(0, 0.5, 0.25, 0.75, 0.125, 0.375));
}

TEST(ContextWindows, MoveFromStepToStep) {
    const ContextWindows open{.length = 14, .overlap = 4};
    EXPECT_THAT(starts(open, 0, 34), ElementsAre(0, 10, 20));
    EXPECT_THAT(starts(open, 1, 34), ElementsAre(0, 5, 15, 20));
    EXPECT_THAT(starts(open, 2, 34), ElementsAre(0, 8, 18, 20));
    const ContextWindows closed{.length = 14, .overlap = 4, .closed = true};
    EXPECT_THAT(starts(closed, 0, 34), ElementsAre(0, 8, 17, 25));
    EXPECT_THAT(starts(closed, 1, 34), ElementsAre(17, 25, 0, 8));
    EXPECT_THAT(starts(closed, 2, 34), ElementsAre(8, 16, 25, 33));
}

TEST(ContextWindows, StayWhileDeepFeaturesAreKept) {
    const ContextWindows windows{.length = 14, .overlap = 4, .held_steps = 3};
    EXPECT_EQ(starts(windows, 2, 34), starts(windows, 0, 34));
    EXPECT_THAT(starts(windows, 3, 34), ElementsAre(0, 5, 15, 20));
    EXPECT_EQ(starts(windows, 5, 34), starts(windows, 3, 34));
    EXPECT_DOUBLE_EQ(windows_per_step(windows, 34, 0, 6), 3.5);
    EXPECT_DOUBLE_EQ(windows_per_step(windows, 34, 3, 3), 4);
}

/// Fails unless the windows of a step hold every frame, and begin no more than `distance` frames apart.
void expect_whole(const ContextWindows& windows, std::int64_t step, std::int64_t num_frames) {
    const auto all = context_schedule(windows)(step, num_frames);
    std::set<std::int64_t> shown;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& [first, length, weights] = all[i];
        EXPECT_EQ(length, std::min(windows.length, num_frames));
        EXPECT_TRUE(windows.closed || first + length <= num_frames) << "open windows stay inside";
        for (std::int64_t j = 0; j < length; ++j) shown.insert((first + j) % num_frames);
        if (!windows.closed && i + 1 == all.size()) continue;
        const auto next = all[(i + 1) % all.size()].first;
        EXPECT_LE((next - first + num_frames) % num_frames, windows.length - windows.overlap);
    }
    EXPECT_EQ(*shown.begin(), 0);
    EXPECT_EQ(*shown.rbegin(), num_frames - 1);
    EXPECT_EQ(shown.size(), static_cast<std::size_t>(num_frames));
}

TEST(ContextWindows, HoldEveryFrameAndOverlapByTheOverlapOrMore) {
    for (const bool closed : {false, true})
        for (const std::int64_t num_frames : {1, 5, 14, 15, 20, 27, 28, 100, 250})
            for (std::int64_t step = 0; step < 50; ++step)
                expect_whole({.length = 14, .overlap = 4, .closed = closed}, step, num_frames);
}

TEST(ContextWindows, FollowTheSettings) {
    AnimationSettings settings;
    settings.num_frames = 14;
    EXPECT_FALSE(context_windows_of(settings, 14)) << "the model sees the whole clip";
    settings.num_frames = 100;
    const auto windows = context_windows_of(settings, 25);
    ASSERT_TRUE(windows);
    EXPECT_EQ(windows->length, 25);
    EXPECT_EQ(windows->overlap, 12);
    EXPECT_EQ(windows->fusion, Fusion::pyramid);
    EXPECT_FALSE(windows->closed);
    settings.context_length = 100;
    EXPECT_FALSE(context_windows_of(settings, 25));
    settings.loop_latents = true;
    settings.context_length = 16;
    settings.context_overlap = 4;
    settings.context_fusion = "overlap_linear";
    const auto closed = context_windows_of(settings, 25);
    ASSERT_TRUE(closed);
    EXPECT_EQ(closed->length, 16);
    EXPECT_EQ(closed->overlap, 4);
    EXPECT_EQ(closed->fusion, Fusion::overlap_linear);
    EXPECT_TRUE(closed->closed);
    settings.context_overlap = 16;
    EXPECT_THROW(context_windows_of(settings, 25), Error);
}

TEST(ContextWindows, OfALoopThatTheModelSeesAtOnceAreTwoHalfALoopApart) {
    AnimationSettings settings;
    settings.loop_latents = true;
    for (const std::int64_t num_frames : {2, 5, 14}) {
        settings.num_frames = num_frames;
        const auto windows = context_windows_of(settings, 14);
        ASSERT_TRUE(windows);
        const auto all = starts(*windows, 0, num_frames);
        EXPECT_THAT(all, ElementsAre(0, num_frames / 2));
    }
}

TEST(ContextWindows, OfAllFramesRotateWhereTheyAreClosed) {
    const ContextWindows windows{.length = 14, .overlap = 4, .closed = true};
    std::set<std::int64_t> firsts;
    for (std::int64_t step = 0; step < 8; ++step) firsts.insert(starts(windows, step, 8).front());
    EXPECT_EQ(firsts.size(), 8U) << "each join of the loop is made once in eight steps";
}

TEST(ContextWindows, WeightsFollowTheFusion) {
    const auto weights = [](Fusion fusion) {
        return context_schedule({.length = 7, .overlap = 3, .fusion = fusion})(0, 20).front().weights;
    };
    EXPECT_THAT(weights(Fusion::flat), ElementsAre(1, 1, 1, 1, 1, 1, 1));
    EXPECT_THAT(weights(Fusion::pyramid), ElementsAre(1, 2, 3, 4, 3, 2, 1));
    const float nothing = 1e-37F;
    EXPECT_THAT(weights(Fusion::overlap_linear), ElementsAre(nothing, 0.5, 1, 1, 1, 0.5, nothing));
}

TEST(ContextWindows, OfNoFramesOrNoNewFramesAreRefused) {
    for (const auto& [length, overlap] : std::vector<std::pair<int, int>>{{0, 0}, {14, 14}, {14, 20}, {14, -1}}) {
        try {
            context_schedule({.length = length, .overlap = overlap});
            ADD_FAILURE() << length << " frames that overlap by " << overlap << " were taken";
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::invalid_argument);
        }
    }
}

class ContextWindowsOfTheSmallModel : public Steered {
  protected:
    at::Tensor sample_through(const ContextWindows& windows, const at::Tensor& x) const {
        WindowedDenoiser denoiser(plain(), context_schedule(windows));
        return sample_euler(denoiser, x, sigmas, conditioning("a", x.size(1)));
    }
};

TEST_F(ContextWindowsOfTheSmallModel, ASingleOpenWindowChangesNoBitWhateverTheFusion) {
    for (const auto fusion : {Fusion::flat, Fusion::pyramid, Fusion::overlap_linear})
        for (const std::int64_t length : {5, 9})
            EXPECT_TRUE(at::equal(sample_through({.length = length, .overlap = 2, .fusion = fusion}, start_of("noise")),
                                  sample({})));
    EXPECT_FALSE(at::equal(sample_through({.length = 4, .overlap = 2}, start_of("noise")), sample({})));
}

TEST_F(ContextWindowsOfTheSmallModel, AClosedVideoKnowsNoFirstFrameButTheSchedules) {
    // Step 1 moves closed windows by half the video, so a video that is turned by half gets the same step.
    const auto x = start_of("long_noise").narrow(1, 0, 12);
    const auto photo = conditioning("a", 12);
    WindowedDenoiser closed(plain(), context_schedule({.length = 5, .overlap = 1, .closed = true}));
    WindowedDenoiser open(plain(), context_schedule({.length = 5, .overlap = 1}));
    auto second = photo;
    second.pass.step = 1;
    const auto turned = at::roll(closed(at::roll(x, 6, 1), 2.0F, photo), -6, 1);
    expect_close("a turned loop", closed(x, 2.0F, second), turned, 1e-6);
    EXPECT_GT(difference(open(x, 2.0F, second), at::roll(open(at::roll(x, 6, 1), 2.0F, photo), -6, 1)).largest, 1e-3);
}

TEST_F(ContextWindowsOfTheSmallModel, KeepNoFeaturesOfFramesThatTheyLeft) {
    // With the deep cache on, a window that moved computes the whole UNet; one that stays uses what was kept.
    const auto x = start_of("long_noise").narrow(1, 0, 9);
    const auto at_step = [&](std::int64_t step) {
        auto photo = conditioning("a", 9);
        photo.pass.step = step;
        return photo;
    };
    std::int64_t second_start = 5;
    const auto two = [&](std::int64_t step, std::int64_t) {
        return std::vector<Window>{{0, 5}, {step == 0 ? 4 : second_start, 4}};
    };
    const auto second_answer = [&](std::int64_t start) {
        second_start = start;
        WindowedDenoiser cached(
            std::make_unique<UNetDenoiser>(unet, at::kFloat, UNetDenoiser::Options{.deep_cache_interval = 3}), two);
        cached(x, 2.0F, at_step(0));
        return cached(x, 1.0F, at_step(1)).slice(1, 5);
    };
    const auto fresh = [&] {
        WindowedDenoiser denoiser(plain(), two);
        return denoiser(x, 1.0F, at_step(1)).slice(1, 5);
    };
    EXPECT_TRUE(at::equal(second_answer(5), fresh()));
    const auto stays = second_answer(4);
    EXPECT_FALSE(at::equal(stays, fresh()));
}

}  // namespace
}  // namespace stillwave::svd::parity
