// Compares each module with the reference's tensors in tests/data/svd-tiny, float32, tolerance 2e-4 (looser in half
// types on CUDA, see parity.h).
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/tensor.h>
#include <c10/core/InferenceMode.h>

#include <cmath>

#include "svd/autoencoder_kl_temporal_decoder.h"
#include "svd/clip_image_processor.h"
#include "svd/clip_vision_model.h"
#include "svd/denoiser.h"
#include "svd/folder_model.h"
#include "svd/sigmas.h"
#include "svd/unet_spatio_temporal_condition.h"

namespace stillwave::svd::parity {
namespace {

class ModuleParity : public testing::TestWithParam<Precision> {
  protected:
    at::Tensor input(const std::string& key) const { return golden[key].to(device, dtype); }
    void expect_module(const std::string& what, const at::Tensor& actual, const at::Tensor& expected) const {
        expect_close(what, actual, expected, GetParam().module_tolerance);
    }

    const c10::InferenceMode inference;
    const at::Device device = GetParam().device;
    const at::ScalarType dtype = GetParam().dtype;
    const Golden golden{"svd-tiny"};
    const FolderModel model;
};

TEST_P(ModuleParity, ClipVisionModel) {
    const CLIPVisionModelWithProjection encoder(model.image_encoder.to(device, dtype), model.config.image_encoder);
    expect_module("image_embeds", encoder.forward(input("clip_pixel_values")), golden["image_embedding"]);
    EXPECT_TRUE(model.image_encoder.missing().empty());
    EXPECT_TRUE(model.image_encoder.unused().empty());
}

TEST_P(ModuleParity, Vae) {
    const AutoencoderKLTemporalDecoder vae(model.vae.to(device, at::kFloat), model.vae.to(device, dtype),
                                           model.config.vae);
    expect_module("encode", vae.encode_mode(golden["pixels"].to(device)), golden["vae_encode_mode"]);
    const auto latents = input("vae_decode_in");
    expect_module("decode, one chunk", vae.decode(latents), golden["vae_decode_all"]);
    std::vector<at::Tensor> chunks;
    for (int64_t begin = 0; begin < latents.size(0); begin += 2) {
        chunks.push_back(vae.decode(latents.slice(0, begin, std::min(begin + 2, latents.size(0)))));
    }
    expect_module("decode, chunks of 2", at::cat(chunks), golden["vae_decode_chunk2"]);
    EXPECT_TRUE(model.vae.missing().empty());
    EXPECT_TRUE(model.vae.unused().empty());
}

TEST_P(ModuleParity, UNet) {
    const UNetSpatioTemporalConditionModel unet(model.unet.to(device, dtype), model.config.unet);
    const auto ids = golden["unet_time_ids"].to(device);
    for (const std::string sigma : {"hi", "lo"}) {
        const auto timestep = golden["unet_timestep_" + sigma].item<double>();
        expect_module("sigma " + sigma, unet.forward(input("unet_in"), timestep, input("unet_context"), ids),
                      golden["unet_out_" + sigma]);
    }
    const double timestep = 0.25 * std::log(golden.arguments.at("unet_batch2_sigma").get<double>());
    expect_module("batch of 2",
                  unet.forward(input("unet_in_batch2"), timestep, input("unet_context_batch2"), at::cat({ids, ids})),
                  golden["unet_out_batch2"]);
    EXPECT_TRUE(model.unet.missing().empty());
    EXPECT_TRUE(model.unet.unused().empty());
}

INSTANTIATE_TEST_SUITE_P(Precisions, ModuleParity, testing::ValuesIn(precisions()),
                         [](const auto& precision) { return precision.param.name; });

TEST(ImageProcessorParity, ResizesAndNormalisesAsTheReference) {
    for (const std::string name : {"svd-tiny", "svd-tiny-original"}) {
        const Golden golden(name);
        expect_close(name + ", resized", resize_with_antialiasing(golden["pixels"], 224), golden["clip_resized"], 2e-5);
        expect_close(name + ", normalised", clip_pixel_values(golden["pixels"], {}, 224), golden["clip_pixel_values"],
                     2e-5);
    }
}

TEST(SchedulerParity, SigmasAndTimesteps) {
    const Golden golden("svd-tiny");
    for (const int64_t steps : {1, 2, 4, 25, 50}) {
        const auto all = karras_sigmas({}, steps);
        const auto suffix = "_" + std::to_string(steps);
        std::vector<float> timesteps;
        for (std::size_t i = 0; i < static_cast<std::size_t>(steps); ++i) {
            timesteps.push_back(static_cast<float>(timestep_of(all[i])));
        }
        const auto& expected = golden["sigmas" + suffix];
        const auto sigmas = at::tensor(at::ArrayRef<float>(all));
        ASSERT_EQ(sigmas.sizes(), expected.sizes());
        // The differences are relative, because sigmas run from 700 to 0.002.
        const auto relative = ((sigmas - expected).abs() / (expected + 1e-12)).max().item<double>();
        std::cout << "    sigmas" << suffix << ": largest relative difference " << relative << '\n';
        EXPECT_LE(relative, 1e-6);
        expect_close("timesteps" + suffix, at::tensor(at::ArrayRef<float>(timesteps)), golden["timesteps" + suffix],
                     1e-6);
        const auto init = golden["init_noise_sigma" + suffix].item<double>();
        EXPECT_NEAR(init_noise_sigma(all.front()) / init, 1.0, 1e-6);
    }
}

TEST(RandomParity, TheCpuGeneratorDrawsTheReferencesNoiseExactly) {
    for (const std::string name : {"svd-tiny", "svd-tiny-original"}) {
        const Golden golden(name);
        auto generator = at::detail::createCPUGenerator(golden.call().seed);
        const auto noise = at::randn(golden["pipe_image_noise"].sizes(), generator, at::kFloat);
        const auto latents = at::randn(golden["pipe_latents"].sizes(), generator, at::kFloat);
        EXPECT_TRUE(at::equal(noise, golden["pipe_image_noise"])) << name;
        EXPECT_TRUE(at::equal(latents, golden["pipe_latents"])) << name;
    }
}

}  // namespace
}  // namespace stillwave::svd::parity
