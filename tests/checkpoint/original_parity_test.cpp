// Compares a file of the original layout, through the whole pipeline, with the reference's run in
// tests/data/svd-tiny-original: float32, frames within 2e-3 (mean 2e-4), with guidance and without.
#include "checkpoint/checkpoint.h"
#include "svd/parity.h"

namespace stillwave::svd::parity {
namespace {

class OriginalParity : public testing::TestWithParam<Precision> {};

TEST_P(OriginalParity, SingleFile) {
    const auto& precision = GetParam();
    const Golden golden("svd-tiny-original");
    auto checkpoint = open_checkpoint(golden.folder / "original.safetensors");
    // A single file carries no configuration: widths, heads and layers are read off the shapes, the rest is the
    // full-size model's.
    const auto reference = pipeline_config_from_folder(golden.folder / "pipeline");
    EXPECT_EQ(checkpoint.config.unet.block_out_channels, reference.unet.block_out_channels);
    EXPECT_EQ(checkpoint.config.unet.num_attention_heads, reference.unet.num_attention_heads);
    EXPECT_EQ(checkpoint.config.unet.down_block_types, reference.unet.down_block_types);
    EXPECT_EQ(checkpoint.config.vae.block_out_channels, reference.vae.block_out_channels);
    EXPECT_EQ(checkpoint.config.image_encoder.num_attention_heads, reference.image_encoder.num_attention_heads);

    const StableVideoDiffusionPipeline pipeline(checkpoint.config, checkpoint.unet, checkpoint.vae,
                                                checkpoint.image_encoder, precision.device, precision.dtype);
    expect_pipeline_parity(pipeline, golden, precision);
}

INSTANTIATE_TEST_SUITE_P(Precisions, OriginalParity, testing::ValuesIn(precisions()),
                         [](const auto& precision) { return precision.param.name; });

}  // namespace
}  // namespace stillwave::svd::parity
