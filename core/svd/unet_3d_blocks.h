#pragma once

#include <ATen/core/Tensor.h>

#include <optional>
#include <vector>

#include "svd/free_u.h"
#include "svd/resnet.h"
#include "svd/transformer_temporal.h"

namespace stillwave::svd {

/// The sizes of the attention at one level of the UNet.
struct AttentionConfig {
    std::int64_t transformer_layers_per_block;
    std::int64_t num_attention_heads;
    std::int64_t cross_attention_dim;
};

/// Residual blocks, each followed by attention where the block's type has it, then half the size where `add_downsample`
/// is set (diffusers' DownBlockSpatioTemporal and CrossAttnDownBlockSpatioTemporal).
class DownBlockSpatioTemporal {
  public:
    struct Config {
        std::int64_t in_channels, out_channels, temb_channels, num_layers;
        std::optional<AttentionConfig> attention;
        bool add_downsample;
    };
    DownBlockSpatioTemporal(const nn::Weights& weights, const Config& config);
    /// hidden_states [batch * frames, in_channels, height, width] -> [batch * frames, out_channels, h, w]. Each layer's
    /// result is appended to `res_samples`, for the way up.
    at::Tensor forward(at::Tensor hidden_states, const UNetContext& context,
                       std::vector<at::Tensor>& res_samples) const;
    /// forward() without the down-sampling.
    at::Tensor forward_layers(at::Tensor hidden_states, const UNetContext& context,
                              std::vector<at::Tensor>& res_samples) const;

  private:
    std::vector<SpatioTemporalResBlock> resnets_;
    std::vector<TransformerSpatioTemporalModel> attentions_;
    std::optional<Downsample2D> downsampler_;
};

/// A residual block, attention and another residual block at the smallest size (diffusers' UNetMidBlockSpatioTemporal).
/// [batch * frames, in_channels, height, width] -> the same.
class UNetMidBlockSpatioTemporal {
  public:
    UNetMidBlockSpatioTemporal(const nn::Weights& weights, std::int64_t in_channels, std::int64_t temb_channels,
                               const AttentionConfig& attention);
    at::Tensor forward(const at::Tensor& hidden_states, const UNetContext& context) const;

  private:
    std::vector<SpatioTemporalResBlock> resnets_;
    TransformerSpatioTemporalModel attention_;
};

/// Residual blocks on the input joined with the results of the way down, each followed by attention where the block's
/// type has it; then, where `add_upsample` is set, enlargement to the size of the next result of the way down, which is
/// about twice the block's own (diffusers' UpBlockSpatioTemporal and CrossAttnUpBlockSpatioTemporal).
class UpBlockSpatioTemporal {
  public:
    struct Config {
        std::int64_t in_channels, out_channels, prev_output_channel, temb_channels, num_layers;
        std::optional<AttentionConfig> attention;
        bool add_upsample;
    };
    UpBlockSpatioTemporal(const nn::Weights& weights, const Config& config);
    /// hidden_states [batch * frames, in_channels, height, width] -> [batch * frames, out_channels, h, w]. The skip
    /// connections that the block uses are removed from the end of `res_samples`.
    at::Tensor forward(at::Tensor hidden_states, const UNetContext& context, std::vector<at::Tensor>& res_samples,
                       const FreeU::Level& free_u = {}) const;

  private:
    std::vector<SpatioTemporalResBlock> resnets_;
    std::vector<TransformerSpatioTemporalModel> attentions_;
    std::optional<Upsample2D> upsampler_;
};

}  // namespace stillwave::svd
