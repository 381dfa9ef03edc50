// Tests of single files as ComfyUI's ImageOnlyCheckpointSave writes them. They are made from
// tests/data/svd-tiny-original and run through the whole pipeline, and the result is compared with the reference's run
// at the tolerances of the original layout. The names follow ComfyUI's source: state_dict_for_saving in
// comfy/model_base.py, supported_models.py (SVD_img2vid), clip_model.py, sd.py.
#include <ATen/ops/einsum.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/tensor.h>

#include "checkpoint/checkpoint_fixture.h"
#include "checkpoint/needed_tensors.h"
#include "svd/autoencoder_kl_temporal_decoder.h"
#include "svd/parity.h"

namespace stillwave::test {
namespace {

using svd::parity::Golden;
using svd::parity::Precision;

constexpr auto clip_vision_prefix = "conditioner.embedders.0.open_clip.model.visual.";

class ComfyUiFileTest : public CheckpointTest {
  protected:
    /// The tiny file's tensors under the names that ComfyUI gives them. Their VAE has no quant_conv, because the
    /// encoder's last convolution includes it.
    static std::map<std::string, at::Tensor> saved_tensors(const std::string& image_encoder_prefix) {
        const std::string conditioner_vae = "conditioner.embedders.3.encoder.";
        auto tensors = tensors_of(tiny_file());
        const auto quant_weight = tensors.at(conditioner_vae + "quant_conv.weight").flatten(1).to(at::kDouble);
        const auto quant_bias = tensors.at(conditioner_vae + "quant_conv.bias").to(at::kDouble);
        const auto conv_out_weight = tensors.at(conditioner_vae + "encoder.conv_out.weight").to(at::kDouble);
        const auto conv_out_bias = tensors.at(conditioner_vae + "encoder.conv_out.bias").to(at::kDouble);
        std::erase_if(tensors, [](const auto& item) { return item.first.starts_with("conditioner."); });
        tensors["first_stage_model.encoder.conv_out.weight"] =
            at::einsum("oi,ichw->ochw", {quant_weight, conv_out_weight}).to(at::kFloat).contiguous();
        tensors["first_stage_model.encoder.conv_out.bias"] =
            (at::einsum("oi,i->o", {quant_weight, conv_out_bias}) + quant_bias).to(at::kFloat);
        const auto original = open_checkpoint(tiny_file());
        for (const auto& asked : needed_tensors(original.config).image_encoder)
            tensors[image_encoder_prefix + asked.key] = get(original.image_encoder, asked).contiguous();
        tensors["edm_vpred.sigma_max"] = at::tensor(700.0F);
        tensors["edm_vpred.sigma_min"] = at::tensor(0.002F);
        return tensors;
    }

    std::filesystem::path saved_file(const std::string& image_encoder_prefix = clip_vision_prefix) const {
        const auto path = folder_.path() / "ComfyUI_00001_.safetensors";
        nn::save_safetensors(path, saved_tensors(image_encoder_prefix));
        return path;
    }
};

class ComfyUiFileParity : public ComfyUiFileTest, public testing::WithParamInterface<Precision> {};

TEST_P(ComfyUiFileParity, Frames) {
    const auto& precision = GetParam();
    const auto checkpoint = open_checkpoint(saved_file());
    const svd::StableVideoDiffusionPipeline pipeline(checkpoint.config, checkpoint.unet, checkpoint.vae,
                                                     checkpoint.image_encoder, precision.device, precision.dtype);
    svd::parity::expect_pipeline_parity(pipeline, Golden("svd-tiny-original"), precision);
}

INSTANTIATE_TEST_SUITE_P(Precisions, ComfyUiFileParity, testing::ValuesIn(svd::parity::precisions()),
                         [](const auto& precision) { return precision.param.name; });

TEST_F(ComfyUiFileTest, TheImageEncoderIsFoundUnderAnyPrefix) {
    const auto original = open_checkpoint(tiny_file());
    for (const auto* prefix : {clip_vision_prefix, "visual.", ""}) {
        const auto checkpoint = open_checkpoint(saved_file(prefix));
        EXPECT_EQ(checkpoint.config.image_encoder.hidden_size, original.config.image_encoder.hidden_size);
        EXPECT_EQ(checkpoint.config.image_encoder.projection_dim, original.config.image_encoder.projection_dim);
        EXPECT_EQ(checkpoint.config.image_encoder.num_hidden_layers, original.config.image_encoder.num_hidden_layers);
        EXPECT_EQ(checkpoint.config.image_encoder.image_size, original.config.image_encoder.image_size);
        for (const auto& asked : needed_tensors(original.config).image_encoder)
            ASSERT_TRUE(at::equal(get(checkpoint.image_encoder, asked), get(original.image_encoder, asked)))
                << prefix << asked.key;
    }
}

TEST_F(ComfyUiFileTest, TheMissingQuantConvChangesNoBit) {
    const auto checkpoint = open_checkpoint(saved_file());
    const auto weights = checkpoint.vae.to(at::kCPU, at::kFloat);
    const svd::AutoencoderKLTemporalDecoder vae(weights, weights, checkpoint.config.vae);
    const svd::Encoder encoder(weights.sub("encoder"), checkpoint.config.vae);
    const auto pixels = at::randn({1, 3, 32, 48});
    EXPECT_TRUE(at::equal(vae.encode_mode(pixels), encoder.forward(pixels).chunk(2, 1)[0]));
}

// A file may keep its own quant_conv beside the encoder.
TEST_F(ComfyUiFileTest, AQuantConvOfTheFirstStageIsUsed) {
    const std::string conditioner_vae = "conditioner.embedders.3.encoder.";
    auto tensors = tensors_of(tiny_file());
    for (const auto* name : {"quant_conv.weight", "quant_conv.bias"})
        tensors[std::string("first_stage_model.") + name] = tensors.at(conditioner_vae + name);
    std::erase_if(tensors, [](const auto& item) { return item.first.starts_with("conditioner.embedders.3."); });
    const auto path = folder_.path() / "file.safetensors";
    nn::save_safetensors(path, tensors);
    EXPECT_TRUE(at::equal(open_checkpoint(path).vae.get("quant_conv.weight", {8, 8, 1, 1}),
                          tensors.at("first_stage_model.quant_conv.weight")));
}

}  // namespace
}  // namespace stillwave::test
