#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <unordered_map>

#include "nn/gradients.h"
#include "nn/layers.h"
#include "svd/work_layout.h"

namespace stillwave::svd {

/// The values that stay the same through all steps of a video: the size of the pieces that its work is cut into, and
/// the tensors that blocks compute from the conditioning alone, at the first step. Each branch of guidance has its own
/// VideoConstants, which are thrown away when the conditioning changes.
class VideoConstants {
  public:
    /// `piece_bytes`: as in WorkLayout.
    explicit VideoConstants(std::int64_t piece_bytes = WorkLayout().piece_bytes) : piece_bytes_(piece_bytes) {}

    std::int64_t piece_bytes() const { return piece_bytes_; }

    /// Returns the value that `owner` computes. `compute` runs at the first call, or at every call where gradients are
    /// enabled.
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

/// Self-attention over tokens (diffusers' Attention without a context). forward(): [batch, tokens, query_dim] -> the
/// same.
class Attention {
  public:
    /// `bias`: whether the three projections of the input have a bias; the output's projection always has one.
    Attention(const nn::Weights& weights, std::int64_t query_dim, std::int64_t heads, bool bias = false);
    at::Tensor forward(const at::Tensor& hidden_states) const;
    /// Returns to + forward(hidden_states) [batch, tokens, query_dim]. Where gradients are not enabled, the result is
    /// in the memory of `to`, which must be contiguous.
    at::Tensor add_to(const at::Tensor& to, const at::Tensor& hidden_states) const;
    /// Computes attention among the frames of each pixel: [frames, pixels, query_dim] -> the same.
    at::Tensor forward_along_frames(const at::Tensor& hidden_states) const;

  private:
    std::int64_t heads_;
    nn::Linear to_q_, to_k_, to_v_, to_out_;
};

/// Attention to the conditioning, as a rule to the image embedding (diffusers' Attention with a context). For a context
/// of one token the softmax is 1: the result is the token's value through the output projection, the same for every
/// query. The weights of the queries, the keys and the norm have no influence then and are not read.
class CrossAttention {
  public:
    CrossAttention(const nn::Weights& weights, std::int64_t query_dim, std::int64_t heads,
                   std::int64_t cross_attention_dim);
    /// Adds to hidden_states [batch, rows, query_dim], contiguous, the attention of norm(hidden_states) to
    /// encoder_hidden_states [batch, tokens, cross_attention_dim]. The rows are the pixels of all frames, which share
    /// the tokens. Where gradients are not enabled, the result is in the memory of `hidden_states`.
    at::Tensor add_to(const at::Tensor& hidden_states, const nn::LayerNorm& norm,
                      const at::Tensor& encoder_hidden_states, VideoConstants& constants) const;

  private:
    std::int64_t heads_;
    nn::Linear to_q_, to_k_, to_v_, to_out_;
};

/// A linear layer to eight times the width, GEGLU to half of that, and a linear layer back (diffusers' FeedForward). It
/// works on some rows at a time, so that the wide tensor in the middle never exists as a whole.
class FeedForward {
  public:
    FeedForward(const nn::Weights& weights, std::int64_t dim);
    /// Adds to hidden_states [..., dim], contiguous, the layer's answer to norm(hidden_states). Where gradients are not
    /// enabled, the result is in the memory of `hidden_states`. `piece_bytes`: as in WorkLayout.
    at::Tensor add_to(const at::Tensor& hidden_states, const nn::LayerNorm& norm, std::int64_t piece_bytes) const;

  private:
    nn::Linear proj_, out_;
};

/// Attention among the pixels of one frame, attention to the image embedding, and a feed-forward; each works on the
/// normalised input and is added to it (diffusers' BasicTransformerBlock).
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

/// A feed-forward, attention among the frames of one pixel, attention to the image embedding, and another feed-forward;
/// each works on the normalised input and is added to it (diffusers' TemporalBasicTransformerBlock).
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
