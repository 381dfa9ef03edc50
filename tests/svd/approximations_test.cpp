// Tests of the settings that make a clip quicker and less exact. Each is compared with its formula, and has no effect
// where it is off.
#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cos.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/full.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/roll.h>
#include <ATen/ops/sin.h>
#include <gmock/gmock.h>

#include <cmath>

#include "support/refusal.h"
#include "svd/control/observer.h"
#include "svd/deep_cache.h"
#include "svd/folder_model.h"
#include "svd/free_u.h"
#include "svd/samplers.h"
#include "svd/sigmas.h"

namespace stillwave::svd::parity {
namespace {

using test::refusal;
using testing::HasSubstr;

void expect_near(const std::vector<float>& actual, const std::vector<double>& expected) {
    ASSERT_EQ(actual.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(actual[i], expected[i], 2e-6 * expected[i]) << i;
}

TEST(AlignYourSteps, TenStepsAreTheTableAndOthersLieBetween) {
    expect_near(align_your_steps_sigmas({}, 10),
                {700, 54.5, 15.886, 7.977, 4.248, 1.789, 0.981, 0.403, 0.173, 0.034, 0});
    // The expected values are numpy.interp's over the logarithms of the table, with the last one replaced by 0.
    expect_near(align_your_steps_sigmas({}, 4), {700, 11.257114, 1.789, 0.26404356, 0});
    const auto more = align_your_steps_sigmas({}, 25);
    ASSERT_EQ(more.size(), 26U);
    expect_near({more.begin(), more.begin() + 6}, {700, 252.12588, 90.810655, 42.591223, 26.011616, 15.886});
    expect_near(align_your_steps_sigmas({}, 1), {700, 0});
}

TEST(AlignYourSteps, AnotherRangeOfNoiseIsRefused) {
    SchedulerConfig config;
    config.sigma_min = 5;
    config.sigma_max = 20;
    EXPECT_FALSE(can_align_your_steps(config));
    EXPECT_TRUE(can_align_your_steps({}));
    EXPECT_THAT(refusal([&] { align_your_steps_sigmas(config, 10); }), HasSubstr("goes from 5 to 20"));
}

/// A network whose answer is a formula.
class SineDenoiser : public Denoiser {
  public:
    at::Tensor velocity(const at::Tensor& scaled, float sigma, const Conditioning&) override {
        return at::sin(scaled + timestep_of(sigma));
    }
};

TEST(SampleLcm, FollowsTheFormulas) {
    // tests/reference/lcm_walk.py, float64.
    const auto sigmas = lcm_sigmas({}, 4);
    expect_near(sigmas, {700, 128.563697, 13.6784441, 0.49687842, 0});
    expect_near(lcm_sigmas({}, 1), {700, 0});
    const std::vector<double> clean = {-0.249319909, -0.98612219, -0.693184327, -0.264395287};
    const std::vector<double> next = {64.0325287, 1.74956663, -0.742872169, -0.264395287};
    double largest = 0;
    ObserverControl observer([](const SamplingState&) {},
                             [&](const SamplingState& state, const at::Tensor& denoised) {
                                 const auto i = static_cast<std::size_t>(state.step) - 1;
                                 const auto apart = std::abs(state.latents.item<double>() - next[i]);
                                 largest = std::max({largest, std::abs(denoised.item<double>() - clean[i]),
                                                     apart / std::max(1.0, std::abs(next[i]))});
                             });
    int drawn = 0;
    const auto draw_noise = [&] { return at::full({1}, 0.5 - 0.3 * drawn++, at::kFloat); };
    SineDenoiser denoiser;
    sample_lcm(denoiser, at::full({1}, 1.25 * init_noise_sigma(sigmas.front()), at::kFloat), sigmas, {}, {&observer},
               draw_noise);
    EXPECT_EQ(drawn, 3) << "the last step ends without noise";
    std::cout << "    largest difference from the formulas " << largest << " (float32), allowed 5e-6\n";
    EXPECT_LE(largest, 5e-6);
}

TEST(SampleLcm, HasAtMostFortySteps) {
    EXPECT_THAT(refusal([] { lcm_sigmas({}, 41); }), HasSubstr("at most 40"));
}

TEST(FreeU, IsTheReferencesAndNothingAtOne) {
    const auto hidden = at::sin(0.7 * at::arange(120, at::kFloat)).view({1, 4, 5, 6});
    const auto skip = at::cos(0.3 * at::arange(60, at::kFloat)).view({1, 2, 5, 6}) + 0.5;
    const FreeU free_u{1.3, 1.4, 0.9, 0.2};
    // diffusers 0.42.1's apply_freeu at resolution_idx 0 and 1: elements 0, 1, 59, 60, 119, 120, 121, 150, 179.
    const std::vector<std::vector<double>> expected = {
        {0, 0.83748293, -0.57631081, -0.91652155, 0.99885827, 1.4294485, 1.3785096, -0.42428643, 0.89061129, 118.57121},
        {0, 0.9019047, -0.62064242, -0.91652155, 0.99885827, 0.93558699, 0.84072179, -0.51637983, 0.76263595,
         108.80016}};
    for (std::size_t block = 0; block < 2; ++block) {
        const auto joined = join_with_free_u(hidden, skip, free_u.level(block)).contiguous().flatten();
        std::size_t i = 0;
        for (const std::int64_t element : {0, 1, 59, 60, 119, 120, 121, 150, 179})
            EXPECT_NEAR(joined[element].item<double>(), expected[block][i++], 2e-6) << block << ' ' << element;
        EXPECT_NEAR((joined * joined).sum().item<double>(), expected[block][i], 2e-4);
    }
    EXPECT_FALSE(free_u.level(2).is_on());
    const auto values = at::rand({2, 3, 7, 8}, at::kFloat);
    EXPECT_LE((scale_low_frequencies(values, 1) - values).abs().max().item<double>(), 1e-6);
    EXPECT_NEAR((scale_low_frequencies(at::full({1, 1, 1, 1}, 3.0, at::kFloat), 0.5)).item<double>(), 1.5, 1e-6);
}

TEST(DeepCache, HoldsForItsIntervalAndRollsWithTheFrames) {
    DeepCache cache(3);
    const auto features = at::arange(4, at::kFloat).view({4, 1, 1, 1});
    cache.begin(5, 1, 4);
    EXPECT_FALSE(cache.is_fresh());
    cache.keep(features);
    cache.begin(6, 2, 4);
    EXPECT_TRUE(cache.is_fresh());
    EXPECT_TRUE(at::equal(cache.features(), at::roll(features, 1, 0)));
    cache.begin(7, 0, 4);
    EXPECT_TRUE(at::equal(cache.features(), at::roll(features, -1, 0)));
    cache.begin(8, 3, 4);
    EXPECT_FALSE(cache.is_fresh());
    DeepCache off(1);
    off.begin(0, 0, 4);
    off.keep(features);
    off.begin(0, 0, 4);
    EXPECT_FALSE(off.is_fresh());
}

class Switches : public testing::Test {
  protected:
    at::Tensor latents(const PipelineCall& changed, const SamplingState& from = {}) const {
        return pipeline.sample(golden["pixels"], changed, {}, {}, false, from).latents;
    }
    std::vector<SamplingState> states(const PipelineCall& changed) const {
        std::vector<SamplingState> all;
        pipeline.sample(golden["pixels"], changed, [&](const PipelineProgress& progress) {
            if (progress.state.latents.defined()) all.push_back(progress.state);
        });
        return all;
    }

    const Golden golden{"svd-tiny"};
    const StableVideoDiffusionPipeline pipeline = FolderModel().pipeline();
    PipelineCall call = golden.call();
    const at::Tensor exact = latents(call);
};

TEST_F(Switches, AnIntervalThatHoldsEverySigmaIsExact) {
    auto all = call;
    all.guidance_sigma_min = 0.001;
    all.guidance_sigma_max = 700;
    EXPECT_TRUE(at::equal(latents(all), exact));
}

TEST_F(Switches, OutsideTheIntervalTheConditionalBranchStandsAlone) {
    auto none = call, unguided = call;
    none.guidance_sigma_min = 800;
    unguided.min_guidance_scale = unguided.max_guidance_scale = 1;
    EXPECT_TRUE(at::equal(latents(none), latents(unguided)));
    // Karras' first sigma of 4 steps is 700, the second below 200.
    auto late = call;
    late.guidance_sigma_max = 200;
    EXPECT_TRUE(at::equal(states(late)[0].latents, states(unguided)[0].latents));
    EXPECT_FALSE(at::equal(latents(late), latents(unguided)));
    late.guidance_sigma_min = 200;
    EXPECT_THAT(refusal([&] { latents(late); }), HasSubstr("leaves no step"));
}

TEST_F(Switches, TheWholeUNetAtEachStepIsExactAndEverySecondIsNear) {
    auto cached = call;
    cached.deep_cache_interval = 2;
    const auto plain = states(call), reused = states(cached);
    EXPECT_TRUE(at::equal(plain[0].latents, reused[0].latents)) << "the first step computes everything";
    EXPECT_FALSE(at::equal(plain[1].latents, reused[1].latents)) << "the second uses the first's";
    EXPECT_TRUE(at::isfinite(reused[3].latents).all().item<bool>());
    cached.layout.batched_guidance = true;
    EXPECT_LE((latents(cached) - reused[3].latents.squeeze(0)).abs().max().item<double>(), 1e-3)
        << "each branch of guidance holds its own features";
    cached.loop_latents = true;
    EXPECT_TRUE(at::isfinite(latents(cached)).all().item<bool>());
}

TEST_F(Switches, FreeUChangesTheClip) {
    auto free = call;
    free.freeu_b1 = 1.3;
    free.freeu_b2 = 1.4;
    free.freeu_s1 = 0.9;
    free.freeu_s2 = 0.2;
    const auto changed = latents(free);
    EXPECT_TRUE(at::isfinite(changed).all().item<bool>());
    EXPECT_FALSE(at::equal(changed, exact));
}

TEST_F(Switches, FewStepsDrawTheirNoiseFromTheSeedAlsoWhenTheyGoOn) {
    auto few = call;
    few.scheduler = "lcm";
    const auto all = states(few);
    ASSERT_EQ(all.size(), 4U);
    for (const auto& state : all) EXPECT_TRUE(at::equal(latents(few, state), all.back().latents.squeeze(0)));
    few.sigma_schedule = "align_your_steps";
    EXPECT_THAT(refusal([&] { latents(few); }), HasSubstr("steps of its own"));
}

TEST_F(Switches, AlignedStepsAreAnotherWayToTheClip) {
    auto aligned = call;
    aligned.sigma_schedule = "align_your_steps";
    const auto all = states(aligned);
    EXPECT_EQ(all.size(), 4U);
    EXPECT_FALSE(at::equal(all.back().latents.squeeze(0), exact));
}

}  // namespace
}  // namespace stillwave::svd::parity
