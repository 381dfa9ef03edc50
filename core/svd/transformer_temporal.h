#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "svd/attention.h"
#include "svd/embeddings.h"
#include "svd/resnet.h"

namespace stillwave::svd {

/// The inputs that every block of the UNet gets during one call.
struct UNetContext {
    at::Tensor temb;                   ///< [batch, time_embed_dim], after its SiLU
    at::Tensor encoder_hidden_states;  ///< [batch, tokens, cross_attention_dim]
    std::int64_t num_frames;
    VideoConstants& constants;
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
