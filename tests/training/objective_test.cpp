#include "training/objective.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/full.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>

#include "training/draws.h"
#include "training/noise_levels.h"
#include "training/training_testing.h"

namespace stillwave::training {
namespace {

TEST(NoiseLevels, AreDrawnAsTheySayAndSplitByQuantiles) {
    TrainingSettings settings;
    for (const auto* distribution : {"log_normal", "log_uniform"}) {
        settings.sigma_distribution = distribution;
        const auto generator = generator_of(1, Purpose::training_pass, 0);
        constexpr int draws = 4000;
        double sum = 0, squares = 0;
        int below = 0;
        const auto quarter = sigma_at(settings, 0.25);
        for (int i = 0; i < draws; ++i) {
            const auto sigma = draw_sigma(settings, generator);
            const double logarithm = std::log(sigma);
            sum += logarithm;
            squares += logarithm * logarithm;
            below += sigma < quarter ? 1 : 0;
        }
        const double mean = sum / draws, deviation = std::sqrt(squares / draws - mean * mean);
        const double range = std::log(700.0) - std::log(0.002);
        const bool normal = std::string(distribution) == "log_normal";
        EXPECT_NEAR(mean, normal ? 0.7 : std::log(0.002) + range / 2, normal ? 0.1 : 0.25);
        EXPECT_NEAR(deviation, normal ? 1.6 : range / std::sqrt(12.0), normal ? 0.1 : 0.15);
        EXPECT_NEAR(below / static_cast<double>(draws), 0.25, 0.03);
    }
}

TEST(NoiseLevels, HaveALossForEachBin) {
    LossBySigma losses;
    losses.add(0.5F, 2);
    losses.add(0.9F, 4);
    losses.add(1.0F, 10);
    losses.add(700, 1);
    losses.add(1e-5F, 7);
    EXPECT_EQ(losses.count(3), 2);
    EXPECT_EQ(losses.mean(3), 3);
    EXPECT_EQ(losses.mean(4), 10);
    EXPECT_EQ(losses.mean(6), 1);
    EXPECT_EQ(losses.mean(0), 7);
    EXPECT_DOUBLE_EQ(losses.mean(), 24.0 / 5);
    LossBySigma copy;
    copy.set_values(losses.values());
    EXPECT_EQ(copy.values(), losses.values());
}

// The mean of N normal numbers times sqrt(N) is a normal number.
TEST(NoiseCoupling, ReadsANormalCode) {
    TrainingSettings settings;
    settings.noise_coupling = "mean";
    settings.code_channels = 2;
    double sum = 0, squares = 0;
    constexpr int clips = 300;
    for (int i = 0; i < clips; ++i) {
        const auto noise = at::randn({4, 7, 6, 8}, generator_of(2, Purpose::training_pass, i), at::kFloat);
        const auto code = code_in_noise(noise, settings);
        ASSERT_EQ(code.size(), 2U);
        for (const auto z : code) {
            sum += z;
            squares += z * z;
        }
    }
    EXPECT_NEAR(sum / (2 * clips), 0, 0.13);
    EXPECT_NEAR(squares / (2 * clips), 1, 0.2);
    auto noise = at::zeros({2, 3, 4, 4});
    noise.select(1, 2).fill_(0.5);
    EXPECT_NEAR(code_in_noise(noise, settings)[1], 0.5 * std::sqrt(32.0), 1e-6);
    noise[0][2][0][0] = -2;
    settings.noise_coupling = "corner";
    EXPECT_EQ(code_in_noise(noise, settings), (std::vector<double>{0, -2}));
}

TEST(NoiseCoupling, PutsFlowPlacesAndZerosInTheirChannels) {
    TrainingSettings settings;
    settings.motion_channels = 2;
    settings.code_channels = 3;
    settings.motion_scale = 5;
    auto flow = at::zeros({2, 2, 8, 8});
    flow.select(1, 0).fill_(10);
    flow.select(1, 1).fill_(-5);
    settings.position_channels = 2;
    const auto latents = with_extra_channels(at::zeros({2, 9, 4, 4}) + 9, flow, settings);
    ASSERT_EQ(latents.sizes(), at::IntArrayRef({2, 9, 4, 4}));
    const auto quarters = at::arange(1, 5, at::kFloat) / 4;
    const std::vector<at::Tensor> wanted = {at::full({1}, 9.0),  at::full({1}, 9.0), at::full({1}, 2.0),
                                            at::full({1}, -1.0), quarters,           quarters.unsqueeze(1),
                                            at::full({1}, 0.0),  at::full({1}, 0.0), at::full({1}, 0.0)};
    for (std::size_t i = 0; i < wanted.size(); ++i)
        EXPECT_EQ((latents.select(1, static_cast<std::int64_t>(i)) - wanted[i]).abs().max().item<double>(), 0) << i;
}

class UNetLoss : public testing::Test {
  protected:
    double loss_with(const std::function<void(TrainingSettings&)>& change, int photo_count = 4) const {
        const test::PhotoFolder photos(photo_count);
        auto settings = photos.settings();
        settings.color_jitter = 0;
        change(settings);
        const auto model = read_start_model(settings.model, "unet", 0);
        const ClipSource clips(PhotoPack::open(settings.data), settings);
        const auto objective = make_unet_objective(model, clips, settings);
        const TrainedWeights weights(model.unet, settings);
        return objective->loss(weights.latest(), {generator_of(1, Purpose::training_pass, 0)}).loss.item<double>();
    }
};

TEST_F(UNetLoss, KnowsThePhotoItsNoiseTheBucketAndTheFrameRate) {
    const auto plain = loss_with([](auto&) {});
    EXPECT_EQ(loss_with([](auto&) {}), plain);
    EXPECT_NE(loss_with([](auto& s) { s.conditioning_dropout_prob = 1; }), plain);
    EXPECT_NE(loss_with([](auto& s) { s.noise_aug_strength_max = 0; }), plain);
    EXPECT_NE(loss_with([](auto& s) { s.motion_bucket_min = 250; }), plain);
    EXPECT_NE(loss_with([](auto& s) { s.fps_min = 29; }), plain);
    EXPECT_NE(loss_with([](auto& s) { s.p_mean = 0.8; }), plain);
    EXPECT_NE(loss_with([](auto& s) { s.batch_size = 2; }), plain);
}

TEST_F(UNetLoss, TakesTheMoveFromTheNoiseWhereItIsCoupled) {
    const auto coupled = [](auto& s) {
        s.noise_coupling = "mean";
        s.code_channels = 1;
    };
    const auto uncoupled = [](auto& s) { s.code_channels = 1; };
    EXPECT_NE(loss_with(coupled), loss_with(uncoupled));
    EXPECT_EQ(loss_with(coupled), loss_with(coupled));
}

// bfloat16 has three digits: 5 %.
TEST_F(UNetLoss, IsNearlyTheSameInBfloat16) {
    const auto plain = loss_with([](auto&) {});
    const auto half = loss_with([](auto& s) { s.mixed_precision = "bf16"; });
    EXPECT_NE(half, plain);
    EXPECT_NEAR(half / plain, 1, 0.05);
}

TEST(StartModel, MatchesNames) {
    EXPECT_TRUE(matches("decoder.conv_in.weight", "decoder.*"));
    EXPECT_TRUE(matches("a.b.c", "x, *.b.*"));
    EXPECT_TRUE(matches("anything", ""));
    EXPECT_FALSE(matches("encoder.decoder.x", "decoder.*"));
    EXPECT_FALSE(matches("decoder", "decoder.*"));
}

}  // namespace
}  // namespace stillwave::training
