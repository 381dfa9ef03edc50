#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "svd/config.h"
#include "svd/deep_cache.h"
#include "svd/free_u.h"
#include "svd/unet_3d_blocks.h"

namespace stillwave::svd {

/// What a call may do otherwise than the model was trained: off unless set.
struct UNetApproximations {
    FreeU free_u;
    DeepCache* deep_cache = nullptr;  ///< of this clip and branch of guidance, begun for this step
};

/// The denoiser (diffusers' UNetSpatioTemporalConditionModel; Blattmann et al., arXiv 2311.15127).
class UNetSpatioTemporalConditionModel {
  public:
    UNetSpatioTemporalConditionModel(const nn::Weights& weights, const UNetConfig& config);

    /// sample [batch, frames, in_channels, height, width]; timestep: 0.25 ln(sigma); encoder_hidden_states
    /// [batch, 1, cross_attention_dim]; added_time_ids [batch, 3] float32: fps - 1, motion bucket, noise strength.
    /// Returns [batch, frames, out_channels, height, width]. Height and width must be multiples of
    /// 2^(levels - 1). `constants` are filled by the first call of a clip and serve the next ones with the same
    /// encoder_hidden_states and number of frames.
    at::Tensor forward(const at::Tensor& sample, double timestep, const at::Tensor& encoder_hidden_states,
                       const at::Tensor& added_time_ids, ClipConstants& constants,
                       const UNetApproximations& approximations = {}) const;
    /// One call on its own.
    at::Tensor forward(const at::Tensor& sample, double timestep, const at::Tensor& encoder_hidden_states,
                       const at::Tensor& added_time_ids) const {
        ClipConstants constants;
        return forward(sample, timestep, encoder_hidden_states, added_time_ids, constants);
    }

  private:
    at::Tensor all_levels(at::Tensor hidden_states, const UNetContext& context,
                          const UNetApproximations& approximations) const;
    at::Tensor outermost_level(const at::Tensor& hidden_states, const UNetContext& context, const FreeU& free_u,
                               const at::Tensor& deep_features) const;

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
