#include "svd/attention.h"

#include <ATen/ops/gelu.h>

namespace stillwave::svd {

Attention::Attention(const nn::Weights& weights, std::int64_t query_dim, std::int64_t heads, bool bias)
    : heads_(heads),
      to_q_(weights.sub("to_q"), query_dim, query_dim, bias),
      to_k_(weights.sub("to_k"), query_dim, query_dim, bias),
      to_v_(weights.sub("to_v"), query_dim, query_dim, bias),
      to_out_(weights.sub("to_out.0"), query_dim, query_dim) {}

at::Tensor Attention::forward(const at::Tensor& hidden_states) const {
    return to_out_.forward(nn::scaled_dot_product_attention(to_q_.forward(hidden_states), to_k_.forward(hidden_states),
                                                            to_v_.forward(hidden_states), heads_));
}

SingleTokenCrossAttention::SingleTokenCrossAttention(const nn::Weights& weights, std::int64_t query_dim,
                                                     std::int64_t cross_attention_dim)
    : to_v_(weights.sub("to_v"), cross_attention_dim, query_dim, false),
      to_out_(weights.sub("to_out.0"), query_dim, query_dim) {
    // Asked for so that a checkpoint that lacks or misshapes them is refused all the same.
    weights.get("to_q.weight", {query_dim, query_dim});
    weights.get("to_k.weight", {query_dim, cross_attention_dim});
}

at::Tensor SingleTokenCrossAttention::forward(const at::Tensor& encoder_hidden_states) const {
    return to_out_.forward(to_v_.forward(encoder_hidden_states));
}

FeedForward::FeedForward(const nn::Weights& weights, std::int64_t dim)
    : proj_(weights.sub("net.0.proj"), dim, dim * 8), out_(weights.sub("net.2"), dim * 4, dim) {}

at::Tensor FeedForward::forward(const at::Tensor& hidden_states) const {
    const auto projected = proj_.forward(hidden_states).chunk(2, -1);
    return out_.forward(at::gelu(projected[1]).mul_(projected[0]));
}

BasicTransformerBlock::BasicTransformerBlock(const nn::Weights& weights, std::int64_t dim,
                                             std::int64_t num_attention_heads, std::int64_t cross_attention_dim)
    : norm1_(weights.sub("norm1"), dim),
      norm3_(weights.sub("norm3"), dim),
      attn1_(weights.sub("attn1"), dim, num_attention_heads),
      attn2_(weights.sub("attn2"), dim, cross_attention_dim),
      ff_(weights.sub("ff"), dim) {
    nn::LayerNorm(weights.sub("norm2"), dim);  // in the checkpoint, before queries that have no influence
}

at::Tensor BasicTransformerBlock::forward(const at::Tensor& input, const at::Tensor& encoder_hidden_states) const {
    auto hidden_states = attn1_.forward(norm1_.forward(input)).add_(input);
    const auto context = attn2_.forward(encoder_hidden_states);  // [batch, 1, dim]
    // All frames of a clip share the embedding: [batch * frames, ...] is added to as [batch, frames * pixels, ...].
    hidden_states.view({context.size(0), -1, hidden_states.size(2)}).add_(context);
    return ff_.forward(norm3_.forward(hidden_states)).add_(hidden_states);
}

TemporalBasicTransformerBlock::TemporalBasicTransformerBlock(const nn::Weights& weights, std::int64_t dim,
                                                             std::int64_t num_attention_heads,
                                                             std::int64_t cross_attention_dim)
    : norm_in_(weights.sub("norm_in"), dim),
      norm1_(weights.sub("norm1"), dim),
      norm3_(weights.sub("norm3"), dim),
      ff_in_(weights.sub("ff_in"), dim),
      attn1_(weights.sub("attn1"), dim, num_attention_heads),
      attn2_(weights.sub("attn2"), dim, cross_attention_dim),
      ff_(weights.sub("ff"), dim) {
    nn::LayerNorm(weights.sub("norm2"), dim);
}

at::Tensor TemporalBasicTransformerBlock::forward(const at::Tensor& input,
                                                  const at::Tensor& encoder_hidden_states) const {
    const auto batch_frames = input.size(0), pixels = input.size(1), dim = input.size(2);
    const auto batch = encoder_hidden_states.size(0), frames = batch_frames / batch;
    // [batch * frames, pixels, dim] -> [batch * pixels, frames, dim]
    const auto by_pixel =
        input.view({batch, frames, pixels, dim}).transpose(1, 2).reshape({batch * pixels, frames, dim});

    auto hidden_states = ff_in_.forward(norm_in_.forward(by_pixel)).add_(by_pixel);
    hidden_states = attn1_.forward(norm1_.forward(hidden_states)).add_(hidden_states);
    hidden_states.view({batch, -1, dim}).add_(attn2_.forward(encoder_hidden_states));
    hidden_states = ff_.forward(norm3_.forward(hidden_states)).add_(hidden_states);

    return hidden_states.view({batch, pixels, frames, dim}).transpose(1, 2).reshape({batch_frames, pixels, dim});
}

}  // namespace stillwave::svd
