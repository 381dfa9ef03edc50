#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "nn/convolution.h"
#include "nn/layers.h"
#include "svd/config.h"

namespace stillwave::svd {

/// CLIP's image encoder with its projection (transformers' CLIPVisionModelWithProjection; Radford et al.,
/// arXiv 2103.00020).
class CLIPVisionModelWithProjection {
  public:
    CLIPVisionModelWithProjection(const nn::Weights& weights, const ClipVisionConfig& config);
    /// pixel_values [batch, 3, image_size, image_size] -> image_embeds [batch, projection_dim].
    at::Tensor forward(const at::Tensor& pixel_values) const;

  private:
    class EncoderLayer {
      public:
        EncoderLayer(const nn::Weights& weights, const ClipVisionConfig& config);
        at::Tensor forward(const at::Tensor& hidden_states) const;

      private:
        std::int64_t heads_;
        bool quick_gelu_;
        nn::LayerNorm layer_norm1_, layer_norm2_;
        nn::Linear q_proj_, k_proj_, v_proj_, out_proj_, fc1_, fc2_;
    };

    at::Tensor class_embedding_;  ///< [hidden_size]
    nn::Conv2d patch_embedding_;
    at::Tensor position_embedding_;  ///< [patches + 1, hidden_size]
    nn::LayerNorm pre_layernorm_;
    std::vector<EncoderLayer> layers_;
    nn::LayerNorm post_layernorm_;
    nn::Linear visual_projection_;
};

}  // namespace stillwave::svd
