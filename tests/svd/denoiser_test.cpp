// Tests of the parts that sampling is composed of, denoisers around denoisers and controls at the sampler's four
// points, by formulas in float32 and by the small model.
#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/full.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>
#include <c10/core/InferenceMode.h>
#include <gmock/gmock.h>

#include <cmath>

#include "svd/control/resume.h"
#include "svd/folder_model.h"
#include "svd/guidance.h"
#include "svd/sigmas.h"
#include "svd/unet_denoiser.h"
#include "svd/windows.h"

namespace stillwave::svd::parity {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;

/// A denoiser that answers with the conditioning's latents, whatever the noise, and remembers its arguments.
class EchoDenoiser : public Denoiser {
  public:
    explicit EchoDenoiser(std::vector<Conditioning>& asked) : asked_(asked) {}
    at::Tensor velocity(const at::Tensor& scaled, float, const Conditioning& conditioning) override {
        asked_.push_back(conditioning);
        return scaled * 0 + conditioning.concat_latents.expand(scaled.sizes());
    }

  private:
    std::vector<Conditioning>& asked_;
};

std::vector<double> values(const at::Tensor& tensor) {
    const auto flat = tensor.to(at::kDouble).contiguous().flatten();
    return {flat.const_data_ptr<double>(), flat.const_data_ptr<double>() + flat.numel()};
}

at::Tensor frames(std::int64_t count) {
    return at::arange(count, at::kFloat).view({1, count, 1, 1, 1});
}

TEST(Denoiser, HasTheScalingsOfVPrediction) {
    std::vector<Conditioning> asked;
    EchoDenoiser denoiser(asked);
    const auto x = at::full({1, 1, 1, 1, 1}, 3.0, at::kFloat);
    const auto denoised = denoiser(x, 2.0F, {{}, at::full({1, 1, 1, 1, 1}, 0.5, at::kFloat), {}});
    EXPECT_NEAR(denoised.item<double>(), 3.0 / 5 - 0.5 * 2 / std::sqrt(5.0), 1e-6);
    EXPECT_NEAR(timestep_of(700.0F), 0.25 * std::log(700.0), 1e-6);
}

TEST(Denoiser, ItsLossIsTheErrorOfV) {
    std::vector<Conditioning> asked;
    EchoDenoiser denoiser(asked);
    const auto clean = at::rand({1, 2, 4, 3, 3}), noise = at::randn(clean.sizes());
    const float sigma = 1.5F;
    // EDM's weight makes the loss that of v = (noise - sigma clean) / sqrt(sigma^2 + 1).
    const auto v = (noise - sigma * clean) / std::sqrt(sigma * sigma + 1);
    const auto zero = at::zeros({1, 1, 1, 1, 1});
    EXPECT_NEAR(denoiser.loss(clean, noise, sigma, {{}, zero, {}}).item<double>(), v.square().mean().item<double>(),
                1e-5);
}

TEST(GuidedDenoiser, LiesBeyondThePhotosBranchFrameByFrame) {
    std::vector<Conditioning> asked;
    GuidedDenoiser denoiser(std::make_unique<EchoDenoiser>(asked), {.min_scale = 1, .max_scale = 3});
    const Conditioning conditioning{at::ones({1, 1, 2}), at::ones({1, 3, 1, 1, 1}), at::ones({1, 3})};
    EXPECT_THAT(values(denoiser.velocity(frames(3), 1.0F, conditioning)), ElementsAre(1, 2, 3));
    ASSERT_EQ(asked.size(), 2U);
    EXPECT_EQ(asked[1].embeddings.abs().sum().item<double>(), 0);
    EXPECT_NE(asked[0].pass.number, asked[1].pass.number);
    EXPECT_TRUE(asked[1].added_time_ids.is_same(conditioning.added_time_ids));

    denoiser.velocity(frames(3), 1.0F, conditioning);
    EXPECT_TRUE(asked[3].embeddings.is_same(asked[1].embeddings)) << "the network must see that nothing has changed";
}

TEST(GuidedDenoiser, KeepsItsEmbeddingsWhileWindowsShowOtherFrames) {
    for (const bool batched : {false, true}) {
        std::vector<Conditioning> asked;
        const Guidance guidance{.min_scale = 1, .max_scale = 3, .batched = batched};
        GuidedDenoiser denoiser(std::make_unique<EchoDenoiser>(asked), guidance);
        Conditioning conditioning{at::ones({1, 1, 2}), at::ones({1, 3, 1, 1, 1}), at::ones({1, 3})};
        denoiser.velocity(frames(3), 1.0F, conditioning);
        conditioning.concat_latents = at::ones({1, 2, 1, 1, 1}) * 5;
        EXPECT_THAT(values(denoiser.velocity(frames(2), 1.0F, conditioning)), ElementsAre(5, 15));
        EXPECT_TRUE(asked.back().embeddings.is_same(asked[asked.size() / 2 - 1].embeddings));
    }
}

TEST(GuidedDenoiser, BothBranchesInOneBatchAreTheSame) {
    std::vector<Conditioning> asked;
    const Guidance guidance{.min_scale = 1, .max_scale = 3, .batched = true};
    GuidedDenoiser denoiser(std::make_unique<EchoDenoiser>(asked), guidance);
    const Conditioning conditioning{at::ones({1, 1, 2}), at::ones({1, 3, 1, 1, 1}), at::ones({1, 3})};
    EXPECT_THAT(values(denoiser.velocity(frames(3), 1.0F, conditioning)), ElementsAre(1, 2, 3));
    EXPECT_EQ(asked.size(), 1U);
}

TEST(Guidance, ScaleOfEachFrameFollowsTheShape) {
    const auto scales = [](const char* shape, std::int64_t num_frames) {
        return values(Guidance{.min_scale = 1, .max_scale = 3, .shape = shape}.scale(num_frames, at::kFloat));
    };
    EXPECT_THAT(scales("linear", 5), ElementsAre(1, 1.5, 2, 2.5, 3));
    EXPECT_THAT(scales("triangle", 5), ElementsAre(1, 2, 3, 2, 1));
    // An even number of frames has two in the middle, neither of them at the top.
    EXPECT_THAT(scales("triangle", 4), ElementsAre(DoubleNear(1, 1e-6), DoubleNear(7.0 / 3, 1e-6),
                                                   DoubleNear(7.0 / 3, 1e-6), DoubleNear(1, 1e-6)));
    EXPECT_THAT(scales("constant", 3), ElementsAre(3, 3, 3));
}

TEST(Guidance, ScaleOfEachFrameFollowsFreePoints) {
    const auto scales = [](const char* points, std::int64_t num_frames) {
        const Guidance guidance{.min_scale = 1, .max_scale = 3, .shape = "points", .points = points};
        check_guidance(guidance);
        return values(guidance.scale(num_frames, at::kFloat));
    };
    EXPECT_THAT(scales("0:0 1:1", 5), ElementsAre(1, 1.5, 2, 2.5, 3));
    EXPECT_THAT(scales("0.25:1 0.75:0", 5), ElementsAre(3, 3, 2, 1, 1));
    EXPECT_THAT(scales("0.5:0.5", 3), ElementsAre(2, 2, 2));
    EXPECT_THAT(scales("0:0.5 1:1", 1), ElementsAre(2));
    for (const auto* wrong : {"", "0", "0:2", "-1:0", "0.5:0 0.5:1", "1:0 0:1", "0:0.5x", "0;1", "nan:0"})
        EXPECT_THROW(scales(wrong, 3), Error) << wrong;
}

TEST(WindowedDenoiser, ShowsEachWindowItsFramesAndTakesTheMeanWhereTheyMeet) {
    std::vector<Conditioning> asked;
    WindowedDenoiser denoiser(std::make_unique<EchoDenoiser>(asked), [](std::int64_t, std::int64_t) {
        return std::vector<Window>{{0, 3}, {2, 3}, {4, 2}};
    });
    const auto latents = frames(5) * 10;
    const auto answer = denoiser.velocity(frames(5), 1.0F, {{}, latents, {}, {}});
    EXPECT_THAT(values(answer), ElementsAre(0, 10, 20, 30, 40));
    ASSERT_EQ(asked.size(), 3U);
    EXPECT_THAT(values(asked[1].concat_latents), ElementsAre(20, 30, 40));
    EXPECT_THAT(values(asked[2].concat_latents), ElementsAre(40, 0)) << "after the last frame comes the first";
    EXPECT_EQ(asked[2].pass.first_frame, 4);
}

class SmallModel : public testing::Test {
  protected:
    std::unique_ptr<Denoiser> plain() const {
        return std::make_unique<UNetDenoiser>(unet, at::kFloat, UNetDenoiser::Options());
    }
    at::Tensor sample(std::unique_ptr<Denoiser> denoiser, const SamplingControls& controls = {}) const {
        return sample_euler(*denoiser, x, sigmas, conditioning, controls);
    }

    const c10::InferenceMode inference;
    const Golden golden{"svd-tiny"};
    const FolderModel model;
    const UNetSpatioTemporalConditionModel unet{model.unet.to(at::kCPU, at::kFloat), model.config.unet};
    const std::vector<float> sigmas = karras_sigmas({}, 3);
    const at::Tensor image_latents = golden["pipe_latents"].narrow(1, 0, 1);
    const Conditioning conditioning{golden["unet_context"], image_latents.expand(golden["pipe_latents"].sizes()),
                                    golden["unet_time_ids"]};
    const at::Tensor x = golden["pipe_latents"] * init_noise_sigma(sigmas.front());
};

TEST_F(SmallModel, OneWindowOfAllFramesIsNone) {
    const auto whole = [](std::int64_t, std::int64_t count) { return std::vector<Window>{{0, count}}; };
    EXPECT_TRUE(at::equal(sample(std::make_unique<WindowedDenoiser>(plain(), whole)), sample(plain())));
}

TEST_F(SmallModel, ManyFramesGoThroughShorterWindows) {
    const auto windows = [](std::int64_t, std::int64_t) { return std::vector<Window>{{0, 3}, {2, 3}}; };
    const auto latents = sample(std::make_unique<WindowedDenoiser>(plain(), windows));
    EXPECT_EQ(latents.sizes(), x.sizes());
    EXPECT_FALSE(at::equal(latents, sample(plain())));
}

TEST_F(SmallModel, KeepsNothingOfAnotherConditioning) {
    UNetDenoiser warm(unet, at::kFloat, {});
    auto other = conditioning;
    other.embeddings = conditioning.embeddings * 2;
    warm(x, 1.0F, other);
    UNetDenoiser fresh(unet, at::kFloat, {});
    EXPECT_TRUE(at::equal(warm(x, 1.0F, conditioning), fresh(x, 1.0F, conditioning)));
    EXPECT_FALSE(at::equal(fresh(x, 1.0F, other), fresh(x, 1.0F, conditioning)));
}

/// A control that writes down its calls, and acts at one of the four points.
class Probe : public SamplingControl {
  public:
    enum class Act { nothing, condition, denoised, after_step } act = Act::nothing;
    std::string calls;

    void start(SamplingState&, std::span<const float>) override { calls += "s"; }
    void condition(const SamplingStep& step, Conditioning& conditioning) override {
        calls += "c" + std::to_string(step.index);
        if (act == Act::condition) conditioning.embeddings = conditioning.embeddings * 0;
    }
    void denoised(const SamplingStep&, at::Tensor& denoised) override {
        calls += "d";
        if (act == Act::denoised) denoised = denoised * 0 + 1;
    }
    void after_step(const SamplingStep& step, at::Tensor& x) override {
        calls += "a";
        if (act == Act::after_step && step.index + 1 == step.count) x = x * 0;
    }
};

TEST_F(SmallModel, ControlsAreCalledAtFourPointsAndWhatTheyChangeCounts) {
    Probe probe;
    const auto untouched = sample(plain());
    EXPECT_TRUE(at::equal(sample(plain(), {&probe}), untouched));
    EXPECT_EQ(probe.calls, "sc0dac1dac2da");
    probe.act = Probe::Act::condition;
    EXPECT_FALSE(at::equal(sample(plain(), {&probe}), untouched));
    probe.act = Probe::Act::denoised;
    EXPECT_LE((sample(plain(), {&probe}) - 1).abs().max().item<double>(), 1e-4)
        << "the last step ends at the prediction";
    probe.act = Probe::Act::after_step;
    EXPECT_EQ(sample(plain(), {&probe}).abs().max().item<double>(), 0);
}

TEST_F(SmallModel, AStartMayLieBehindTheFirstStep) {
    ResumeControl resume({2, x * 0});
    Probe probe;
    sample(plain(), {&resume, &probe});
    EXPECT_EQ(probe.calls, "sc2da");
}

}  // namespace
}  // namespace stillwave::svd::parity
