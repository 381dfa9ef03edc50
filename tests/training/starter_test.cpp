// Tests that the shipped starter moves as the renderer that it was trained with, for the code in its noise.
#include <ATen/TensorOperators.h>
#include <ATen/ops/adaptive_avg_pool2d.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

#include <iostream>

#include "svd/autoencoder_kl_temporal_decoder.h"
#include "svd/unet_denoiser.h"
#include "training/draws.h"
#include "training/objective.h"
#include "training/start_model.h"
#include "training/training_testing.h"

namespace stillwave::training {
namespace {

constexpr std::int64_t width = 256, height = 144, num_frames = 14, bucket = 200, fps = 7;
constexpr std::int64_t motion_channel = 32, motion_channels = 2, code_channels = 6;
constexpr double motion_scale = 5;
// Parts of the move's length: the network's own arithmetic of the code comes this near.
constexpr double largest_share_allowed = 0.08, mean_share_allowed = 0.02;
constexpr float sigma = 550;

/// Green below, grey above, so that the breeze has something to move.
at::Tensor photo() {
    const auto image = test::picture(width, height, 1);
    auto pixels = at::from_blob(const_cast<std::uint8_t*>(image.data()), {height, width, 3}, at::kByte)
                          .permute({2, 0, 1})
                          .to(at::kFloat) /
                      127.5 -
                  1;
    pixels.slice(1, height / 2).select(0, 1).add_(0.3);
    return pixels.clamp(-1, 1);
}

TEST(Starter, MovesAsTheRendererSaysForItsNoise) {
    const c10::NoGradGuard no_grad;
    const auto model = read_start_model(STILLWAVE_RESOURCES "/models/starter", "unet", 0);
    const auto& config = model.config;
    const nn::Weights vae_weights(model.vae, "vae"), unet_weights(model.unet, "unet");
    const svd::AutoencoderKLTemporalDecoder vae(vae_weights.to(at::kCPU, at::kFloat),
                                                vae_weights.to(at::kCPU, at::kFloat), config.vae);
    const svd::UNetSpatioTemporalConditionModel unet(unet_weights.to(at::kCPU, at::kFloat), config.unet);
    svd::UNetDenoiser denoiser(unet, at::kFloat, {});
    const auto pixels = photo();
    const auto image_latents = vae.encode_mode(pixels.unsqueeze(0));

    TrainingSettings settings;
    settings.noise_coupling = "corner";
    settings.code_channels = code_channels;
    double lively = 0;
    for (std::int64_t seed = 0; seed < 4; ++seed) {
        const auto noise = at::randn({num_frames, config.vae.latent_channels, height / 8, width / 8},
                                     generator_of(seed, Purpose::evaluation, 0), at::kFloat);
        ClipMotion motion;
        motion.code = code_in_noise(noise, settings);
        motion.motion_bucket_id = bucket;
        motion.fps = fps;
        const auto flow = backward_flow(pixels, num_frames, motion, TrainingSettings().motion_amplitude);
        const auto wanted = at::adaptive_avg_pool2d(flow, {height / 8, width / 8});

        const svd::Conditioning conditioning{
            at::zeros({1, 1, config.unet.cross_attention_dim.front()}),
            image_latents.unsqueeze(1).expand({1, num_frames, -1, -1, -1}),
            at::tensor({static_cast<float>(fps - 1), static_cast<float>(bucket), 0.02F}).unsqueeze(0)};
        const auto clean = denoiser(noise.unsqueeze(0) * sigma, sigma, conditioning)[0];
        const auto told = clean.narrow(1, motion_channel, motion_channels) * motion_scale;
        const auto difference = (told - wanted).abs();
        const auto largest = difference.max().item<double>(), mean = difference.mean().item<double>();
        const auto moved = wanted[num_frames - 1].square().sum(0).sqrt().mean().item<double>();
        std::cout << "    seed " << seed << ": moves " << moved << " px; the network's motion differs by at most "
                  << largest << " px, mean " << mean << " px\n";
        EXPECT_LT(largest, largest_share_allowed * moved) << seed;
        EXPECT_LT(mean, mean_share_allowed * moved) << seed;
        lively = std::max(lively, moved);
    }
    // The seeds ask for moves that differ, or the test would show little.
    EXPECT_GT(lively, 5);
}

}  // namespace
}  // namespace stillwave::training
