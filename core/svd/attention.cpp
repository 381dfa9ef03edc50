#include "svd/attention.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/baddbmm.h>
#include <ATen/ops/bmm.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/scaled_dot_product_attention.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/stack.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "nn/dry_run.h"
#include "nn/gradients.h"

namespace stillwave::svd {
namespace {

std::int64_t count_pieces(std::int64_t count, std::int64_t item_bytes, std::int64_t piece_bytes) {
    const auto most = std::clamp<std::int64_t>(piece_bytes / item_bytes, 1, count);
    return (count + most - 1) / most;
}

/// Returns add(values). Where gradients are not enabled, `add` writes its sum over its argument: `values` are then cut
/// along `dimension` into pieces of about `piece_bytes`, which are replaced one after the other. One item of that
/// dimension takes `item_bytes`.
template <typename Add>
at::Tensor add_in_pieces(const at::Tensor& values, std::int64_t dimension, std::int64_t item_bytes,
                         std::int64_t piece_bytes, const Add& add) {
    if (nn::gradients_enabled()) return add(values);
    const auto count = values.size(dimension), pieces = count_pieces(count, item_bytes, piece_bytes);
    for (std::int64_t i = 0; i < pieces; ++i) {
        const auto begin = count * i / pieces;
        add(values.narrow(dimension, begin, count * (i + 1) / pieces - begin));
    }
    return values;
}

/// True where attention is computed as two batched matrix products. On a processor they are up to twice as quick as
/// flash attention for many short sequences, because flash attention's blocks are made for long ones. The rule asks for
/// sizes and never for a measurement, so that the same clip always has the same bits.
bool is_quicker_as_products(const at::Tensor& hidden_states, std::int64_t tokens) {
    constexpr std::int64_t most_tokens = 32;
    return nn::is_on_processor(hidden_states) && hidden_states.scalar_type() == at::kFloat && tokens <= most_tokens;
}

}  // namespace

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

at::Tensor Attention::add_to(const at::Tensor& to, const at::Tensor& hidden_states) const {
    return to_out_.add_to(to,
                          nn::scaled_dot_product_attention(to_q_.forward(hidden_states), to_k_.forward(hidden_states),
                                                           to_v_.forward(hidden_states), heads_));
}

at::Tensor Attention::forward_along_frames(const at::Tensor& hidden_states) const {
    const auto frames = hidden_states.size(0), pixels = hidden_states.size(1);
    const auto by_pixel = [&](const nn::Linear& projection) {  // [pixels, heads, frames, head width]
        return projection.forward(hidden_states).view({frames, pixels, heads_, -1}).permute({1, 2, 0, 3});
    };
    at::Tensor mixed;
    if (is_quicker_as_products(hidden_states, frames)) {
        const auto as_batch = [&](const nn::Linear& projection) {  // [pixels * heads, frames, head width]
            return by_pixel(projection).reshape({pixels * heads_, frames, -1});
        };
        const auto query = as_batch(to_q_), key = as_batch(to_k_), value = as_batch(to_v_);
        const double scale = 1 / std::sqrt(static_cast<double>(query.size(2)));
        auto weights = at::baddbmm(at::empty({1}, query.options()), query, key.transpose(1, 2), 0, scale);
        weights = at::softmax(weights, -1);
        mixed = at::bmm(weights, value).view({pixels, heads_, frames, -1});
    } else {
        const auto query = by_pixel(to_q_), key = by_pixel(to_k_), value = by_pixel(to_v_);
        mixed = query.is_meta() ? nn::dry_attention(query, key, value)
                                : at::scaled_dot_product_attention(query, key, value);
    }
    return to_out_.forward(mixed.permute({2, 0, 1, 3}).reshape(hidden_states.sizes()));
}

CrossAttention::CrossAttention(const nn::Weights& weights, std::int64_t query_dim, std::int64_t heads,
                               std::int64_t cross_attention_dim)
    : heads_(heads),
      to_q_(weights.sub("to_q"), query_dim, query_dim, false),
      to_k_(weights.sub("to_k"), cross_attention_dim, query_dim, false),
      to_v_(weights.sub("to_v"), cross_attention_dim, query_dim, false),
      to_out_(weights.sub("to_out.0"), query_dim, query_dim) {}

at::Tensor CrossAttention::add_to(const at::Tensor& hidden_states, const nn::LayerNorm& norm,
                                  const at::Tensor& encoder_hidden_states, VideoConstants& constants) const {
    if (encoder_hidden_states.size(1) == 1) {
        const auto value = constants.once(this, [&] { return to_out_.forward(to_v_.forward(encoder_hidden_states)); });
        return nn::sum_into(hidden_states, value);
    }
    const auto key = to_k_.forward(encoder_hidden_states), value = to_v_.forward(encoder_hidden_states);
    const auto row_bytes = 4 * hidden_states[0][0].numel() * static_cast<std::int64_t>(hidden_states.element_size());
    std::vector<at::Tensor> videos;
    for (std::int64_t i = 0; i < hidden_states.size(0); ++i) {
        const auto add_found = [&](const at::Tensor& rows) {
            const auto found = nn::scaled_dot_product_attention(to_q_.forward(norm.forward(rows)), key.narrow(0, i, 1),
                                                                value.narrow(0, i, 1), heads_);
            return to_out_.add_to(rows, found);
        };
        videos.push_back(
            add_in_pieces(hidden_states.narrow(0, i, 1), 1, row_bytes, constants.piece_bytes(), add_found));
    }
    return nn::gradients_enabled() ? at::cat(videos) : hidden_states;
}

FeedForward::FeedForward(const nn::Weights& weights, std::int64_t dim)
    : proj_(weights.sub("net.0.proj"), dim, dim * 8), out_(weights.sub("net.2"), dim * 4, dim) {}

at::Tensor FeedForward::add_to(const at::Tensor& hidden_states, const nn::LayerNorm& norm,
                               std::int64_t piece_bytes) const {
    const auto dim = hidden_states.size(-1);
    const auto row_bytes = 8 * dim * static_cast<std::int64_t>(hidden_states.element_size());
    return add_in_pieces(
               hidden_states.view({-1, dim}), 0, row_bytes, piece_bytes,
               [&](const at::Tensor& rows) { return out_.add_to(rows, nn::geglu(proj_.forward(norm.forward(rows)))); })
        .view(hidden_states.sizes());
}

BasicTransformerBlock::BasicTransformerBlock(const nn::Weights& weights, std::int64_t dim,
                                             std::int64_t num_attention_heads, std::int64_t cross_attention_dim)
    : norm1_(weights.sub("norm1"), dim),
      norm2_(weights.sub("norm2"), dim),
      norm3_(weights.sub("norm3"), dim),
      attn1_(weights.sub("attn1"), dim, num_attention_heads),
      attn2_(weights.sub("attn2"), dim, num_attention_heads, cross_attention_dim),
      ff_(weights.sub("ff"), dim) {}

at::Tensor BasicTransformerBlock::forward(const at::Tensor& input, const at::Tensor& encoder_hidden_states,
                                          VideoConstants& constants) const {
    const auto piece_bytes = constants.piece_bytes();
    const auto frame_bytes = 4 * input[0].numel() * static_cast<std::int64_t>(input.element_size());
    auto hidden_states = add_in_pieces(input, 0, frame_bytes, piece_bytes, [&](const at::Tensor& frames) {
        return attn1_.add_to(frames, norm1_.forward(frames));
    });
    // All frames of a video share the tokens, so [batch * frames, pixels, dim] is worked on as [batch, frames * pixels,
    // dim].
    const auto videos = hidden_states.view({encoder_hidden_states.size(0), -1, input.size(2)});
    hidden_states = attn2_.add_to(videos, norm2_, encoder_hidden_states, constants).view(input.sizes());
    return ff_.add_to(hidden_states, norm3_, piece_bytes);
}

TemporalBasicTransformerBlock::TemporalBasicTransformerBlock(const nn::Weights& weights, std::int64_t dim,
                                                             std::int64_t num_attention_heads,
                                                             std::int64_t cross_attention_dim)
    : norm_in_(weights.sub("norm_in"), dim),
      norm1_(weights.sub("norm1"), dim),
      norm2_(weights.sub("norm2"), dim),
      norm3_(weights.sub("norm3"), dim),
      ff_in_(weights.sub("ff_in"), dim),
      attn1_(weights.sub("attn1"), dim, num_attention_heads),
      attn2_(weights.sub("attn2"), dim, num_attention_heads, cross_attention_dim),
      ff_(weights.sub("ff"), dim) {}

at::Tensor TemporalBasicTransformerBlock::forward(const at::Tensor& input, const at::Tensor& encoder_hidden_states,
                                                  VideoConstants& constants) const {
    const auto piece_bytes = constants.piece_bytes();
    auto hidden_states = ff_in_.add_to(input, norm_in_, piece_bytes);
    std::vector<at::Tensor> videos;  // [frames, pixels, dim] each
    for (std::int64_t i = 0; i < input.size(0); ++i) {
        const auto video = hidden_states[i];
        const auto pixel_bytes = 5 * video.numel() / video.size(1) * static_cast<std::int64_t>(video.element_size());
        videos.push_back(add_in_pieces(video, 1, pixel_bytes, piece_bytes, [&](const at::Tensor& pixels) {
            return nn::sum_into(pixels, attn1_.forward_along_frames(norm1_.forward(pixels)));
        }));
    }
    if (nn::gradients_enabled()) hidden_states = at::stack(videos);
    hidden_states =
        attn2_.add_to(hidden_states.flatten(1, 2), norm2_, encoder_hidden_states, constants).view(input.sizes());
    return ff_.add_to(hidden_states, norm3_, piece_bytes);
}

}  // namespace stillwave::svd
