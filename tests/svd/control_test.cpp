// Tests of what holds for the controls of sampling beside their numbers: where they change nothing, bit for bit, what
// they hold bit for bit, that an interrupted clip goes on to the same bits, and what they refuse.
#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/full.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>
#include <gmock/gmock.h>

#include <cmath>

#include "support/refusal.h"
#include "svd/control/extend.h"
#include "svd/control/freeze.h"
#include "svd/control/make_again.h"
#include "svd/control/time_to_move.h"
#include "svd/sigmas.h"
#include "svd/steered.h"

namespace stillwave::svd::parity {
namespace {

using test::refusal;
using testing::HasSubstr;

class Controls : public Steered {
  protected:
    const at::Tensor none = at::zeros({1, 1, 1, 8, 8}), everything = at::ones({1, 1, 1, 8, 8});
    const at::Tensor uncontrolled = sample({});

    TimeToMoveControl time_to_move(const at::Tensor& mask, const DualClock& clock) const {
        return {golden.at("reference"), mask, golden.at("noise"), clock};
    }

    /// Fails unless the run goes on to the same bits from each of its steps. `run` samples under the control and those
    /// that it is given, which stand behind the control.
    void expect_resumes(const std::function<at::Tensor(SamplingControls)>& run) const {
        std::vector<SamplingState> states;
        ObserverControl observer([](const SamplingState&) {},
                                 [&](const SamplingState& state, const at::Tensor&) {
                                     states.push_back({state.step, state.latents.clone()});
                                 });
        const auto whole = run({&observer});
        ASSERT_GE(states.size(), 2U);
        for (const auto& state : states) {
            ResumeControl resume(state);
            EXPECT_TRUE(at::equal(run({&resume}), whole)) << "from step " << state.step;
        }
        ResumeControl wrong({states[0].step, states[0].latents + 1});
        EXPECT_FALSE(at::equal(run({&wrong}), whole)) << "another state must be another clip";
    }
    void expect_resumes(SamplingControl& control) const {
        expect_resumes([&](SamplingControls others) {
            others.insert(others.begin(), &control);
            return sample(others);
        });
    }
};

TEST_F(Controls, GoOnFromEachStepToTheSameBits) {
    auto moving = time_to_move(golden.at("mask"), {1, 3});
    expect_resumes(moving);
    FreezeControl freeze(golden.at("frozen"), 3);
    expect_resumes(freeze);
    ExtendControl extend(golden.at("reference").narrow(1, 0, 2), 1.0F);
    expect_resumes(extend);
    auto again =
        make_again(golden.at("reference"), kept_mask(golden.at("reference"), 1, 2), golden.at("noise"), 1, num_steps);
    expect_resumes(again);
    expect_resumes([&](const SamplingControls& others) { return sample_between("b", 1, others); });
}

TEST_F(Controls, TimeToMoveSkipsTheStepsBeforeItsWeakClock) {
    auto control = time_to_move(golden.at("mask"), {2, 4});
    std::vector<std::int64_t> steps;
    ObserverControl observer([&](const SamplingState& state) { steps.push_back(state.step); },
                             [&](const SamplingState& state, const at::Tensor&) { steps.push_back(state.step); });
    sample({&control, &observer});
    EXPECT_THAT(steps, testing::ElementsAre(2, 3, 4, 5));
}

TEST_F(Controls, AnEmptyMaskLeavesTimeToMoveItsStartAlone) {
    auto control = time_to_move(none, {1, num_steps});
    ResumeControl start({1, golden.at("reference") + golden.at("noise") * sigmas[1]});
    EXPECT_TRUE(at::equal(sample({&control}), sample({&start})));
}

TEST_F(Controls, AFullMaskUpToTheEndIsTheReference) {
    auto control = time_to_move(everything, {1, num_steps});
    EXPECT_TRUE(at::equal(sample({&control}), golden.at("reference")));
    auto earlier = time_to_move(everything, {1, num_steps - 1});
    EXPECT_FALSE(at::equal(sample({&earlier}), golden.at("reference"))) << "the model makes the last step";
}

TEST_F(Controls, TheMaskedPartIsTheReferenceAtItsNoiseUntilTheStrongClock) {
    auto control = time_to_move(golden.at("mask"), {1, 3});
    const auto inside = (golden.at("mask") == 1).expand(golden.at("reference").sizes());
    ObserverControl observer(
        [](const SamplingState&) {},
        [&](const SamplingState& state, const at::Tensor&) {
            const auto sigma = sigmas[static_cast<std::size_t>(state.step)];
            const auto held = golden.at("reference") + golden.at("noise") * sigma;
            EXPECT_EQ(at::equal(state.latents.masked_select(inside), held.masked_select(inside)), state.step <= 3)
                << "after step " << state.step;
        });
    sample({&control, &observer});
}

TEST_F(Controls, NothingFrozenIsNoControl) {
    FreezeControl nothing(none, num_steps), never(everything, 0), frozen(golden.at("frozen"), num_steps);
    EXPECT_TRUE(at::equal(sample({&nothing}), uncontrolled));
    EXPECT_TRUE(at::equal(sample({&never}), uncontrolled));
    EXPECT_FALSE(at::equal(sample({&frozen}), uncontrolled));
}

TEST_F(Controls, AllFrozenToTheEndIsTheStillPicture) {
    FreezeControl control(everything, num_steps, golden.at("photo_b"));
    const auto others = sample({&control}).slice(1, 1);
    expect_close("frozen frames", others, golden.at("photo_b").expand(others.sizes()), 1e-5);
}

TEST_F(Controls, ExtendingBelowNoNoiseIsNoControl) {
    const auto known = golden.at("reference").narrow(1, 0, 2);
    ExtendControl never(known, 1000.0F), always(known, 0.0F);
    EXPECT_TRUE(at::equal(sample({&never}), uncontrolled));
    expect_close("known frames to the end", sample({&always}).narrow(1, 0, 2), known, 1e-5);
}

TEST_F(Controls, AllKeptIsTheTakeAndNothingKeptIsTheNoisedTakesClip) {
    const auto& take = golden.at("reference");
    auto nothing_made = make_again(take, everything, golden.at("noise"), 1, num_steps);
    EXPECT_TRUE(at::equal(sample({&nothing_made}), take));
    const auto kept = kept_mask(take, 0, num_frames);
    EXPECT_EQ(kept.sum().item<double>(), 0);
    auto all_made = make_again(take, kept, golden.at("noise"), 0, num_steps);
    ResumeControl start({0, take + golden.at("noise") * sigmas[0]});
    EXPECT_TRUE(at::equal(sample({&all_made}), sample({&start})));
}

TEST_F(Controls, BetweenPhotosTheFirstFrameIsThePhoto) {
    const auto clip = sample_between("b", 1, {});
    EXPECT_TRUE(at::equal(clip.narrow(1, 0, 1), end("a").latents));
}

/// A control that remembers the predictions that it sees.
class Witness : public SamplingControl {
  public:
    std::vector<at::Tensor> seen;
    void denoised(const SamplingStep&, at::Tensor& denoised) override { seen.push_back(denoised); }
};

TEST_F(Controls, BetweenPhotosControlsSeeBothPassesInTheVideosOrder) {
    Witness control;
    sample_between("b", 1, {&control});
    ASSERT_EQ(control.seen.size(), static_cast<std::size_t>(2 * num_steps));
    for (std::size_t i = 0; i < control.seen.size(); i += 2) {
        EXPECT_TRUE(at::equal(control.seen[i].narrow(1, num_frames - 1, 1), end("b").latents));
        EXPECT_TRUE(at::equal(control.seen[i + 1].narrow(1, 0, 1), end("a").latents));
    }
    FreezeControl nothing(none, num_steps), frozen(golden.at("frozen"), num_steps);
    const auto free = sample_between("b", 1, {});
    EXPECT_TRUE(at::equal(sample_between("b", 1, {&nothing}), free));
    EXPECT_FALSE(at::equal(sample_between("b", 1, {&frozen}), free));
}

/// A denoiser that predicts nothing and remembers what it was told.
class Listener : public Denoiser {
  public:
    std::vector<Conditioning> asked;
    at::Tensor velocity(const at::Tensor& scaled, float, const Conditioning& conditioning) override {
        asked.push_back(conditioning);
        return scaled * 0;
    }
};

TEST_F(Controls, BetweenPhotosTheBackwardPassIsToldOfItsFramesInItsOwnOrder) {
    Listener listener;
    auto last = end("b");
    last.conditioning.concat_latents = golden.at("reference");
    sample_vibid(listener, start_of("noise"), {sigmas.data(), 2}, end("a"), last, 1, {},
                 [&] { return golden.at("noise"); });
    ASSERT_EQ(listener.asked.size(), 4U) << "with the photo and without, forward and backward";
    EXPECT_TRUE(at::equal(listener.asked[2].concat_latents, golden.at("reference").flip(1)));
    EXPECT_EQ(listener.asked[3].concat_latents.abs().max().item<double>(), 0);
    for (std::int64_t i = 0; i < 4; ++i) EXPECT_EQ(listener.asked[static_cast<std::size_t>(i)].pass.number, i);
}

TEST(DualClock, IsTheAuthorsAtFiftyStepsAndInProportionAtOthers) {
    const auto clock = [](const SchedulerConfig& config, std::int64_t steps) {
        const auto [weak, strong] = dual_clock(karras_sigmas(config, steps));
        return std::pair(weak, strong);
    };
    SchedulerConfig starter;
    starter.sigma_min = 5;
    starter.sigma_max = 20;
    using Clock = std::pair<std::int64_t, std::int64_t>;
    for (const auto& [steps, expected] : std::vector<std::pair<std::int64_t, Clock>>{
             {50, {16, 21}}, {30, {9, 12}}, {25, {8, 10}}, {20, {6, 8}}, {10, {3, 4}}, {4, {1, 2}}, {1, {0, 1}}}) {
        EXPECT_EQ(clock({}, steps), expected) << steps;
        EXPECT_EQ(clock(starter, steps), expected) << steps;
    }
    // The ten aligned steps stand elsewhere: 54.5 is the second, and the authors' clocks are 75 and 31.
    const auto aligned = dual_clock(align_your_steps_sigmas({}, 10));
    EXPECT_EQ(std::pair(aligned.weak, aligned.strong), Clock(1, 2));
}

TEST(DualClock, AmbientMovesTheWeakClock) {
    const auto sigmas = karras_sigmas({}, 50);
    EXPECT_EQ(dual_clock(sigmas, 1).weak, 0);
    EXPECT_EQ(dual_clock(sigmas, 0.6).weak, 8);
    EXPECT_EQ(dual_clock(sigmas, 0.6).strong, 21);
    EXPECT_EQ(dual_clock(sigmas, 0).weak, 21);
    EXPECT_EQ(dual_clock(sigmas, 0).strong, 22);
    for (const double ambient : {-0.1, 1.1, std::nan("")})
        EXPECT_THAT(refusal([&] { dual_clock(sigmas, ambient); }), HasSubstr("0 to 1 is possible"));
}

TEST_F(Controls, RefuseWhatDoesNotFit) {
    const auto refused = [&](SamplingControl&& control) { return refusal([&] { sample({&control}); }); };
    const at::Tensor wide = at::zeros({1, num_frames, 1, 8, 9});
    EXPECT_THAT(refused(time_to_move(wide, {1, 3})), HasSubstr("[1, 5, 1, 8, 9], but [1, 5, 1, 8, 8] is needed"));
    EXPECT_THAT(refused(time_to_move(at::zeros({8, 8}), {1, 3})), HasSubstr("[8, 8], but [1, 5, 1, 8, 8]"));
    EXPECT_THAT(refused(time_to_move(none, {3, 3})), HasSubstr("weak < strong <= 5"));
    EXPECT_THAT(refused(time_to_move(none, {1, 6})), HasSubstr("weak < strong <= 5"));
    EXPECT_THAT(refused(time_to_move(none, {-1, 2})), HasSubstr("0 <= weak"));
    EXPECT_THAT(refused(TimeToMoveControl(golden.at("reference").narrow(1, 0, 4), none, golden.at("noise"), {1, 3})),
                HasSubstr("The reference clip has the shape [1, 4, 4, 8, 8]"));
    EXPECT_THAT(refused(TimeToMoveControl(golden.at("reference"), none, golden.at("photo_a"), {1, 3})),
                HasSubstr("The reference clip's noise"));
    EXPECT_THAT(refusal([&] { time_to_move(everything * 1.5, {1, 3}); }), HasSubstr("from 1.5 to 1.5"));
    EXPECT_THAT(refusal([&] { time_to_move(everything * std::nan(""), {1, 3}); }), HasSubstr("0 to 1 is possible"));

    EXPECT_THAT(refused(FreezeControl(wide, 3)), HasSubstr("The mask of the frozen areas"));
    EXPECT_THAT(refused(FreezeControl(none, 6)), HasSubstr("until step 6, but 0 to 5"));
    EXPECT_THAT(refused(FreezeControl(none, 3, golden.at("reference"))), HasSubstr("The still picture"));

    EXPECT_THAT(refused(ExtendControl(golden.at("reference"), 1.0F)), HasSubstr("5 frames, but 1 to 4"));
    EXPECT_THAT(refused(ExtendControl(wide, 1.0F)), HasSubstr("[1, 5, 4, 8, 8] is needed"));

    const auto& take = golden.at("reference");
    EXPECT_THAT(refusal([&] { kept_mask(take, 3, 3); }), HasSubstr("3 frames from frame 3 on"));
    EXPECT_THAT(refusal([&] { kept_mask(take, -1, 2); }), HasSubstr("frames 0 to 4"));
    EXPECT_THAT(refusal([&] { kept_mask(take, 1, 0); }), HasSubstr("0 frames"));
    EXPECT_THAT(refusal([&] { kept_mask(take, 1, 2, wide); }), HasSubstr("The area that is made again"));
    EXPECT_THAT(refusal([&] { kept_mask(take, 1, 2, everything * 2); }), HasSubstr("0 to 1 is possible"));

    const auto between = [&](const at::Tensor& x, const VideoEnd& last) {
        return refusal([&] { sample_vibid(*plain(), x, sigmas, end("a"), last, 1, {}, [] { return at::Tensor(); }); });
    };
    auto wrong = end("b");
    wrong.latents = take;
    EXPECT_THAT(between(start_of("noise"), wrong), HasSubstr("The last photo's latents"));
    EXPECT_THAT(between(start_of("noise").narrow(1, 0, 1), end("b")), HasSubstr("two frames or more"));
}

}  // namespace
}  // namespace stillwave::svd::parity
