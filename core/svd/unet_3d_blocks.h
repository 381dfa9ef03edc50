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

/// Resnets, each followed by attention where the type has it, then half the size (diffusers' DownBlockSpatioTemporal
/// and CrossAttnDownBlockSpatioTemporal).
class DownBlockSpatioTemporal {
  public:
    struct Config {
        std::int64_t in_channels, out_channels, temb_channels, num_layers;
        std::optional<AttentionConfig> attention;
        bool add_downsample;
    };
    DownBlockSpatioTemporal(const nn::Weights& weights, const Config& config);
    /// Appends each layer's result to `res_samples`, for the way up.
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

/// diffusers' UNetMidBlockSpatioTemporal.
class UNetMidBlockSpatioTemporal {
  public:
    UNetMidBlockSpatioTemporal(const nn::Weights& weights, std::int64_t in_channels, std::int64_t temb_channels,
                               const AttentionConfig& attention);
    at::Tensor forward(const at::Tensor& hidden_states, const UNetContext& context) const;

  private:
    std::vector<SpatioTemporalResBlock> resnets_;
    TransformerSpatioTemporalModel attention_;
};

/// Resnets on the input and the way down's result side by side, attention where the type has it, then the size of the
/// way down's next result, about twice the block's own (diffusers' UpBlockSpatioTemporal and
/// CrossAttnUpBlockSpatioTemporal).
class UpBlockSpatioTemporal {
  public:
    struct Config {
        std::int64_t in_channels, out_channels, prev_output_channel, temb_channels, num_layers;
        std::optional<AttentionConfig> attention;
        bool add_upsample;
    };
    UpBlockSpatioTemporal(const nn::Weights& weights, const Config& config);
    /// Removes the skip connections that it uses from the end of `res_samples`.
    at::Tensor forward(at::Tensor hidden_states, const UNetContext& context, std::vector<at::Tensor>& res_samples,
                       const FreeU::Level& free_u = {}) const;

  private:
    std::vector<SpatioTemporalResBlock> resnets_;
    std::vector<TransformerSpatioTemporalModel> attentions_;
    std::optional<Upsample2D> upsampler_;
};

}  // namespace stillwave::svd
