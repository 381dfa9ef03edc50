#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <vector>

#include "svd/attention.h"
#include "svd/embeddings.h"
#include "svd/resnet.h"

namespace stillwave::svd {

struct UNetContext;

/// One layer of a block: a resnet and its attention. It may be called again while the model lives.
using UNetLayer = std::function<at::Tensor(const at::Tensor& input, const UNetContext& context)>;

/// Runs a layer on `input`; training may do so in a way that keeps less than the layer would (gradient checkpointing).
using RunUNetLayer =
    std::function<at::Tensor(const UNetLayer& layer, const at::Tensor& input, const UNetContext& context)>;

/// The inputs that every block of the UNet gets during one call.
struct UNetContext {
    at::Tensor temb;                   ///< [batch, time_embed_dim], after its SiLU
    at::Tensor encoder_hidden_states;  ///< [batch, tokens, cross_attention_dim]
    std::int64_t num_frames;
    VideoConstants& constants;
    RunUNetLayer run_layer = {};  ///< empty: a layer is run as it is
};

/// Attention among pixels, then among frames, mixed by a learned factor (diffusers' TransformerSpatioTemporalModel).
class TransformerSpatioTemporalModel {
  public:
    TransformerSpatioTemporalModel(const nn::Weights& weights, std::int64_t in_channels,
                                   std::int64_t num_attention_heads, std::int64_t num_layers,
                                   std::int64_t cross_attention_dim);
    /// [batch * frames, in_channels, height, width] -> the same.
    at::Tensor forward(const at::Tensor& hidden_states, const UNetContext& context) const;

  private:
    std::int64_t in_channels_;
    nn::GroupNorm norm_;
    nn::Linear proj_in_;
    std::vector<BasicTransformerBlock> transformer_blocks_;
    std::vector<TemporalBasicTransformerBlock> temporal_transformer_blocks_;
    TimestepEmbedding time_pos_embed_;
    AlphaBlender time_mixer_;
    nn::Linear proj_out_;
};

}  // namespace stillwave::svd
