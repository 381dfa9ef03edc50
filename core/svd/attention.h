#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <unordered_map>

#include "nn/gradients.h"
#include "nn/layers.h"
#include "svd/work_layout.h"

namespace stillwave::svd {

/// The values that stay the same through all steps of a clip: the size of the pieces that its work is cut into, and the
/// tensors that blocks compute from the conditioning alone, at the first step. Each branch of guidance has its own; it
/// is thrown away when the conditioning changes.
class VideoConstants {
  public:
    /// `piece_bytes` as in WorkLayout.
    explicit VideoConstants(std::int64_t piece_bytes = WorkLayout().piece_bytes) : piece_bytes_(piece_bytes) {}

    std::int64_t piece_bytes() const { return piece_bytes_; }

    /// The value that `owner` computes: at its first call, or at every call where gradients are enabled.
    at::Tensor once(const void* owner, const std::function<at::Tensor()>& compute) {
        if (nn::gradients_enabled()) return compute();
        auto& value = values_[owner];
        if (!value.defined()) value = compute();
        return value;
    }

  private:
    std::int64_t piece_bytes_;
    std::unordered_map<const void*, at::Tensor> values_;
};

/// Self-attention over tokens (diffusers' Attention without a context). [batch, tokens, query_dim] -> the same.
class Attention {
  public:
    /// `bias`: whether the three projections have one; the output's always has.
    Attention(const nn::Weights& weights, std::int64_t query_dim, std::int64_t heads, bool bias = false);
    at::Tensor forward(const at::Tensor& hidden_states) const;
    /// to + forward(hidden_states); in the memory of `to`, contiguous, where gradients are not enabled.
    at::Tensor add_to(const at::Tensor& to, const at::Tensor& hidden_states) const;
    /// Among the frames of one pixel: [frames, pixels, query_dim] -> the same.
    at::Tensor forward_along_frames(const at::Tensor& hidden_states) const;

  private:
    std::int64_t heads_;
    nn::Linear to_q_, to_k_, to_v_, to_out_;
};

/// Attention to the conditioning, as a rule the image embedding (diffusers' Attention with a context). A context of one
/// token has a softmax of 1: the result is the token's value through the output projection, the same for every query.
/// Queries, keys and the norm before them have no influence then and are not read.
class CrossAttention {
  public:
    CrossAttention(const nn::Weights& weights, std::int64_t query_dim, std::int64_t heads,
                   std::int64_t cross_attention_dim);
    /// hidden_states [batch, rows, query_dim], contiguous, plus what norm(hidden_states) finds in encoder_hidden_states
    /// [batch, tokens, cross_attention_dim]; in the memory of `hidden_states` where gradients are not enabled. All
    /// frames of a clip share the tokens.
    at::Tensor add_to(const at::Tensor& hidden_states, const nn::LayerNorm& norm,
                      const at::Tensor& encoder_hidden_states, VideoConstants& constants) const;

  private:
    std::int64_t heads_;
    nn::Linear to_q_, to_k_, to_v_, to_out_;
};

/// Linear to twice four times the width, GEGLU, Linear back (diffusers' FeedForward), some rows at a time: the wide
/// tensor in the middle never exists as a whole.
class FeedForward {
  public:
    FeedForward(const nn::Weights& weights, std::int64_t dim);
    /// hidden_states [..., dim], contiguous, plus what the layer makes of norm(hidden_states); in the memory of
    /// `hidden_states` where gradients are not enabled.
    at::Tensor add_to(const at::Tensor& hidden_states, const nn::LayerNorm& norm, std::int64_t piece_bytes) const;

  private:
    nn::Linear proj_, out_;
};

/// Attention among the pixels of one frame, to the image embedding, and a feed-forward, each on the normalised input
/// and added to it (diffusers' BasicTransformerBlock).
class BasicTransformerBlock {
  public:
    BasicTransformerBlock(const nn::Weights& weights, std::int64_t dim, std::int64_t num_attention_heads,
                          std::int64_t cross_attention_dim);
    /// hidden_states [batch * frames, pixels, dim], contiguous; encoder_hidden_states [batch, tokens,
    /// cross_attention_dim]. The result is in the memory of `hidden_states` where gradients are not enabled.
    at::Tensor forward(const at::Tensor& hidden_states, const at::Tensor& encoder_hidden_states,
                       VideoConstants& constants) const;

  private:
    nn::LayerNorm norm1_, norm2_, norm3_;
    Attention attn1_;
    CrossAttention attn2_;
    FeedForward ff_;
};

/// The same among the frames of one pixel, with a feed-forward first (diffusers' TemporalBasicTransformerBlock).
class TemporalBasicTransformerBlock {
  public:
    TemporalBasicTransformerBlock(const nn::Weights& weights, std::int64_t dim, std::int64_t num_attention_heads,
                                  std::int64_t cross_attention_dim);
    /// hidden_states [batch, frames, pixels, dim], contiguous; encoder_hidden_states [batch, tokens,
    /// cross_attention_dim]. The result is in the memory of `hidden_states` where gradients are not enabled.
    at::Tensor forward(const at::Tensor& hidden_states, const at::Tensor& encoder_hidden_states,
                       VideoConstants& constants) const;

  private:
    nn::LayerNorm norm_in_, norm1_, norm2_, norm3_;
    FeedForward ff_in_;
    Attention attn1_;
    CrossAttention attn2_;
    FeedForward ff_;
};

}  // namespace stillwave::svd
