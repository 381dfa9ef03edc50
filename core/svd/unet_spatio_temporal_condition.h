#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "svd/config.h"
#include "svd/deep_cache.h"
#include "svd/free_u.h"
#include "svd/unet_3d_blocks.h"

namespace stillwave::svd {

/// Options of one call of the UNet; the defaults change nothing.
struct UNetOptions {
    FreeU free_u = {};
    /// The cache of this video and branch of guidance, begun for this step; null for none.
    DeepCache* deep_cache = nullptr;
    /// A ControlNet's residuals, as diffusers' UNet2DConditionModel takes them: one for each skip connection, conv_in's
    /// first, each [batch * frames, channels, height, width] in the UNet's dtype. They are added to the skip
    /// connections.
    std::vector<at::Tensor> down_block_additional_residuals = {};
    RunUNetLayer run_layer = {};  ///< see there; the model must live as long as what it runs may be called
    at::Tensor mid_block_additional_residual = {};  ///< added to what the middle block gives; may be undefined
};

/// The UNet that predicts v for a video (diffusers' UNetSpatioTemporalConditionModel; Blattmann et al., arXiv
/// 2311.15127).
class UNetSpatioTemporalConditionModel {
  public:
    UNetSpatioTemporalConditionModel(const nn::Weights& weights, const UNetConfig& config);

    /// sample [batch, frames, in_channels, height, width]; timestep is 0.25 ln(sigma); encoder_hidden_states [batch,
    /// tokens, cross_attention_dim]; added_time_ids [batch, 3] float32: fps - 1, motion bucket, noise strength. Returns
    /// [batch, frames, out_channels, height, width]. Every height and width is possible: each level has half the size
    /// of the one above, rounded up. The first call for a video fills `constants`; later calls with the same
    /// encoder_hidden_states and number of frames use them. Throws Error(invalid_argument) where the number of
    /// residuals is not the number of skip connections.
    at::Tensor forward(const at::Tensor& sample, double timestep, const at::Tensor& encoder_hidden_states,
                       const at::Tensor& added_time_ids, VideoConstants& constants,
                       const UNetOptions& options = {}) const;
    /// Computes a single call, which keeps no constants.
    at::Tensor forward(const at::Tensor& sample, double timestep, const at::Tensor& encoder_hidden_states,
                       const at::Tensor& added_time_ids) const {
        VideoConstants constants;
        return forward(sample, timestep, encoder_hidden_states, added_time_ids, constants);
    }

  private:
    at::Tensor all_levels(at::Tensor hidden_states, const UNetContext& context, const UNetOptions& options) const;
    at::Tensor outermost_level(const at::Tensor& hidden_states, const UNetContext& context,
                               const UNetOptions& options) const;
    void check_residuals(const UNetOptions& options) const;

    UNetConfig config_;
    nn::Conv2d conv_in_;
    TimestepEmbedding time_embedding_;
    TimestepEmbedding add_embedding_;
    std::vector<DownBlockSpatioTemporal> down_blocks_;
    UNetMidBlockSpatioTemporal mid_block_;
    std::vector<UpBlockSpatioTemporal> up_blocks_;
    nn::GroupNorm conv_norm_out_;
    nn::Conv2d conv_out_;
};

}  // namespace stillwave::svd
