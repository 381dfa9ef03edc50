#include "svd/clip_vision_model.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/sigmoid.h>

namespace stillwave::svd {

CLIPVisionModelWithProjection::EncoderLayer::EncoderLayer(const nn::Weights& weights, const ClipVisionConfig& config)
    : heads_(config.num_attention_heads),
      quick_gelu_(config.hidden_act == "quick_gelu"),
      layer_norm1_(weights.sub("layer_norm1"), config.hidden_size, config.layer_norm_eps),
      layer_norm2_(weights.sub("layer_norm2"), config.hidden_size, config.layer_norm_eps),
      q_proj_(weights.sub("self_attn.q_proj"), config.hidden_size, config.hidden_size),
      k_proj_(weights.sub("self_attn.k_proj"), config.hidden_size, config.hidden_size),
      v_proj_(weights.sub("self_attn.v_proj"), config.hidden_size, config.hidden_size),
      out_proj_(weights.sub("self_attn.out_proj"), config.hidden_size, config.hidden_size),
      fc1_(weights.sub("mlp.fc1"), config.hidden_size, config.intermediate_size),
      fc2_(weights.sub("mlp.fc2"), config.intermediate_size, config.hidden_size) {}

at::Tensor CLIPVisionModelWithProjection::EncoderLayer::forward(const at::Tensor& input) const {
    const auto normed = layer_norm1_.forward(input);
    const auto attended = nn::scaled_dot_product_attention(q_proj_.forward(normed), k_proj_.forward(normed),
                                                           v_proj_.forward(normed), heads_);
    const auto hidden_states = input + out_proj_.forward(attended);

    const auto projected = fc1_.forward(layer_norm2_.forward(hidden_states));
    const auto activated = quick_gelu_ ? projected * at::sigmoid(projected * 1.702) : at::gelu(projected);
    return hidden_states + fc2_.forward(activated);
}

CLIPVisionModelWithProjection::CLIPVisionModelWithProjection(const nn::Weights& weights, const ClipVisionConfig& config)
    : class_embedding_(weights.get("vision_model.embeddings.class_embedding", {config.hidden_size})),
      patch_embedding_(weights.sub("vision_model.embeddings.patch_embedding"), config.num_channels, config.hidden_size,
                       config.patch_size, config.patch_size, 0, false),
      position_embedding_(weights.get(
          "vision_model.embeddings.position_embedding.weight",
          {(config.image_size / config.patch_size) * (config.image_size / config.patch_size) + 1, config.hidden_size})),
      // "pre_layrnorm" is how transformers spells the key.
      pre_layernorm_(weights.sub("vision_model.pre_layrnorm"), config.hidden_size, config.layer_norm_eps),
      post_layernorm_(weights.sub("vision_model.post_layernorm"), config.hidden_size, config.layer_norm_eps),
      visual_projection_(weights.sub("visual_projection"), config.hidden_size, config.projection_dim, false) {
    for (std::int64_t i = 0; i < config.num_hidden_layers; ++i) {
        layers_.emplace_back(weights.sub("vision_model.encoder.layers", i), config);
    }
}

at::Tensor CLIPVisionModelWithProjection::forward(const at::Tensor& pixel_values) const {
    const auto patches = patch_embedding_.forward(pixel_values).flatten(2).transpose(1, 2);  // [batch, patches, hidden]
    const auto class_token = class_embedding_.expand({patches.size(0), 1, -1});
    auto hidden_states = pre_layernorm_.forward(at::cat({class_token, patches}, 1) + position_embedding_);
    for (const auto& layer : layers_) hidden_states = layer.forward(hidden_states);
    return visual_projection_.forward(post_layernorm_.forward(hidden_states.select(1, 0)));
}

}  // namespace stillwave::svd
