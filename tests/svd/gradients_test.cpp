// Checks the gradients of the model's blocks by central differences in float64, at the smallest sizes that GroupNorm's
// 32 groups allow. edm_gradients_test checks those of the whole UNet.
#include <ATen/ops/zeros.h>

#include "support/gradcheck.h"
#include "svd/autoencoder_kl_temporal_decoder.h"
#include "svd/clip_vision_model.h"
#include "svd/unet_3d_blocks.h"

namespace stillwave::svd {
namespace {

using nn::Weights;
using test::expect_gradients;
using test::Tensors;

constexpr std::int64_t frames = 3;

/// Returns the context of one call from `in`: temb [batch, 8] and encoder_hidden_states [batch, tokens, 6].
struct Call {
    explicit Call(const Tensors& in) : context{in[1], in[2], frames, constants} {}
    VideoConstants constants;
    UNetContext context;
};
constexpr AttentionConfig attention{1, 2, 6};

TEST(Gradients, TimestepEmbedding) {
    expect_gradients([](const Weights& weights) { return TimestepEmbedding(weights, 4, 8, 6); }, {{2, 4}},
                     [](const TimestepEmbedding& layer, const Tensors& in) { return layer.forward(in[0]); });
}

TEST(Gradients, ResnetBlock2D) {
    expect_gradients([](const Weights& weights) { return ResnetBlock2D(weights, 32, 64, 8, 1e-5); },
                     {{4, 32, 3, 4}, {2, 8}},
                     [](const ResnetBlock2D& block, const Tensors& in) {
                         return block.forward(in[0].contiguous(at::MemoryFormat::ChannelsLast), in[1]);
                     });
    expect_gradients([](const Weights& weights) { return ResnetBlock2D(weights, 32, 32, 0, 1e-5); }, {{2, 32, 3, 4}},
                     [](const ResnetBlock2D& block, const Tensors& in) { return block.forward(in[0], {}); });
}

TEST(Gradients, AlphaBlender) {
    for (const bool is_switched : {false, true})
        expect_gradients(
            [&](const Weights& weights) { return AlphaBlender(weights, is_switched); }, {{2, 3, 4}, {2, 3, 4}},
            [](const AlphaBlender& mixer, const Tensors& in) { return mixer.mix_into(in[0].clone(), in[1]); });
}

TEST(Gradients, TemporalResnetBlock) {
    expect_gradients([](const Weights& weights) { return TemporalResnetBlock(weights, 64, 8, 1e-5); },
                     {{frames, 5, 64}, {8}},
                     [](const TemporalResnetBlock& block, const Tensors& in) { return block.forward(in[0], in[1]); });
}

TEST(Gradients, SpatioTemporalResBlock) {
    const SpatioTemporalResBlock::Config config{.in_channels = 32, .out_channels = 64, .temb_channels = 8};
    expect_gradients([&](const Weights& weights) { return SpatioTemporalResBlock(weights, config); },
                     {{2 * frames, 32, 3, 4}, {2, 8}},
                     [](const SpatioTemporalResBlock& block, const Tensors& in) {
                         return block.forward(in[0].contiguous(at::MemoryFormat::ChannelsLast), in[1], frames);
                     });
}

TEST(Gradients, DownsampleAndUpsample) {
    using Padding = Downsample2D::Padding;
    for (const auto padding : {Padding::all_sides, Padding::right_and_bottom})
        expect_gradients([&](const Weights& weights) { return Downsample2D(weights, 3, padding); }, {{2, 3, 6, 4}},
                         [](const Downsample2D& layer, const Tensors& in) { return layer.forward(in[0]); });
    expect_gradients([](const Weights& weights) { return Upsample2D(weights, 3); }, {{2, 3, 3, 4}},
                     [](const Upsample2D& layer, const Tensors& in) { return layer.forward(in[0]); });
}

TEST(Gradients, Attention) {
    const auto make = [](const Weights& weights) { return Attention(weights, 8, 2); };
    expect_gradients(make, {{2, 5, 8}}, [](const Attention& layer, const Tensors& in) { return layer.forward(in[0]); });
    expect_gradients(make, {{frames, 5, 8}},
                     [](const Attention& layer, const Tensors& in) { return layer.forward_along_frames(in[0]); });
    expect_gradients(make, {{2, 5, 8}, {2, 5, 8}},
                     [](const Attention& layer, const Tensors& in) { return layer.add_to(in[0].clone(), in[1]); });
}

TEST(Gradients, BasicTransformerBlocks) {
    for (const std::int64_t tokens : {1, 2}) {
        expect_gradients([](const Weights& weights) { return BasicTransformerBlock(weights, 8, 2, 6); },
                         {{2 * frames, 5, 8}, {2, tokens, 6}},
                         [](const BasicTransformerBlock& block, const Tensors& in) {
                             VideoConstants constants;
                             return block.forward(in[0].clone(), in[1], constants);
                         });
        expect_gradients([](const Weights& weights) { return TemporalBasicTransformerBlock(weights, 8, 2, 6); },
                         {{2, frames, 5, 8}, {2, tokens, 6}},
                         [](const TemporalBasicTransformerBlock& block, const Tensors& in) {
                             VideoConstants constants;
                             return block.forward(in[0].clone(), in[1], constants);
                         });
    }
}

TEST(Gradients, TransformerSpatioTemporalModel) {
    expect_gradients([](const Weights& weights) { return TransformerSpatioTemporalModel(weights, 32, 2, 1, 6); },
                     {{2 * frames, 32, 2, 3}, {2, 8}, {2, 1, 6}},
                     [](const TransformerSpatioTemporalModel& model, const Tensors& in) {
                         return model.forward(in[0].contiguous(at::MemoryFormat::ChannelsLast), Call(in).context);
                     });
}

at::Tensor channels_last(const at::Tensor& picture) {
    return picture.contiguous(at::MemoryFormat::ChannelsLast);
}

TEST(Gradients, DownBlockSpatioTemporal) {
    expect_gradients(
        [](const Weights& weights) {
            return DownBlockSpatioTemporal(weights, {32, 32, 8, 1, attention, true});
        },
        {{2 * frames, 32, 4, 4}, {2, 8}, {2, 1, 6}},
        [](const DownBlockSpatioTemporal& block, const Tensors& in) {
            std::vector<at::Tensor> res_samples;
            const auto result = block.forward(channels_last(in[0]), Call(in).context, res_samples);
            return result + res_samples.front().mean();
        });
}

TEST(Gradients, UNetMidBlockSpatioTemporal) {
    expect_gradients([](const Weights& weights) { return UNetMidBlockSpatioTemporal(weights, 32, 8, attention); },
                     {{2 * frames, 32, 2, 3}, {2, 8}, {2, 1, 6}},
                     [](const UNetMidBlockSpatioTemporal& block, const Tensors& in) {
                         return block.forward(channels_last(in[0]), Call(in).context);
                     });
}

TEST(Gradients, UpBlockSpatioTemporal) {
    expect_gradients(
        [](const Weights& weights) {
            return UpBlockSpatioTemporal(weights, {32, 32, 32, 8, 1, attention, true});
        },
        {{2 * frames, 32, 2, 3}, {2, 8}, {2, 1, 6}, {2 * frames, 32, 2, 3}},
        [](const UpBlockSpatioTemporal& block, const Tensors& in) {
            // The up-sampling takes its size from the first skip connection.
            std::vector<at::Tensor> res_samples = {at::zeros({1, 1, 4, 5}), channels_last(in[3])};
            return block.forward(channels_last(in[0]), Call(in).context, res_samples);
        });
}

VaeConfig small_vae() {
    VaeConfig config;
    config.block_out_channels = {32, 32};
    config.layers_per_block = 2;
    config.latent_channels = 2;
    return config;
}

TEST(Gradients, VaeAttention) {
    expect_gradients([](const Weights& weights) { return VaeAttention(weights, 64); }, {{2, 64, 3, 2}},
                     [](const VaeAttention& layer, const Tensors& in) { return layer.forward(in[0]); });
}

TEST(Gradients, VaeEncoder) {
    expect_gradients([](const Weights& weights) { return Encoder(weights, small_vae()); }, {{2, 3, 6, 4}},
                     [](const Encoder& encoder, const Tensors& in) { return encoder.forward(in[0]); });
}

TEST(Gradients, VaeDecoder) {
    expect_gradients(
        [](const Weights& weights) { return TemporalDecoder(weights, small_vae()); }, {{frames, 2, 3, 2}},
        [](const TemporalDecoder& decoder, const Tensors& in) { return decoder.forward(in[0], WorkLayout(), {}); });
}

TEST(Gradients, ClipVisionModel) {
    ClipVisionConfig config;
    config.hidden_size = 8;
    config.intermediate_size = 12;
    config.num_hidden_layers = 2;
    config.num_attention_heads = 2;
    config.image_size = 4;
    config.patch_size = 2;
    config.projection_dim = 6;
    for (const std::string activation : {"gelu", "quick_gelu"}) {
        config.hidden_act = activation;
        expect_gradients(
            [&](const Weights& weights) { return CLIPVisionModelWithProjection(weights, config); }, {{2, 3, 4, 4}},
            [](const CLIPVisionModelWithProjection& clip, const Tensors& in) { return clip.forward(in[0]); });
    }
}

}  // namespace
}  // namespace stillwave::svd
