#include "svd/transformer_temporal.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>

#include "nn/gradients.h"

namespace stillwave::svd {

TransformerSpatioTemporalModel::TransformerSpatioTemporalModel(const nn::Weights& weights, std::int64_t in_channels,
                                                               std::int64_t num_attention_heads,
                                                               std::int64_t num_layers,
                                                               std::int64_t cross_attention_dim)
    : in_channels_(in_channels),
      norm_(weights.sub("norm"), in_channels, 1e-6),
      proj_in_(weights.sub("proj_in"), in_channels, in_channels),
      time_pos_embed_(weights.sub("time_pos_embed"), in_channels, in_channels * 4, in_channels),
      time_mixer_(weights.sub("time_mixer")),
      proj_out_(weights.sub("proj_out"), in_channels, in_channels) {
    for (std::int64_t i = 0; i < num_layers; ++i) {
        transformer_blocks_.emplace_back(weights.sub("transformer_blocks", i), in_channels, num_attention_heads,
                                         cross_attention_dim);
        temporal_transformer_blocks_.emplace_back(weights.sub("temporal_transformer_blocks", i), in_channels,
                                                  num_attention_heads, cross_attention_dim);
    }
}

at::Tensor TransformerSpatioTemporalModel::forward(const at::Tensor& input, const UNetContext& context) const {
    const auto batch_frames = input.size(0), height = input.size(2), width = input.size(3);
    const auto num_frames = context.num_frames;
    // [batch * frames, pixels, dim] as the blocks take it. This copies nothing, because the channels lie last in
    // memory.
    auto hidden_states =
        norm_.forward(input).permute({0, 2, 3, 1}).reshape({batch_frames, height * width, in_channels_});
    hidden_states = proj_in_.forward(hidden_states);

    const auto emb = context.constants.once(this, [&] {  // [frames, 1, in_channels]
        const auto frame_index = at::arange(num_frames, hidden_states.options().dtype(at::kFloat));
        const auto embedding = get_timestep_embedding(frame_index, in_channels_).to(hidden_states.scalar_type());
        return time_pos_embed_.forward(embedding).unsqueeze(1);
    });
    for (std::size_t i = 0; i < transformer_blocks_.size(); ++i) {
        hidden_states = transformer_blocks_[i].forward(hidden_states, context.encoder_hidden_states, context.constants);
        const auto mixed = temporal_transformer_blocks_[i].forward(
            hidden_states.view({-1, num_frames, height * width, in_channels_}) + emb, context.encoder_hidden_states,
            context.constants);
        hidden_states = time_mixer_.mix_into(hidden_states, mixed.view(hidden_states.sizes()));
    }

    hidden_states = proj_out_.forward(hidden_states).view({batch_frames, height, width, in_channels_});
    return nn::sum_into(hidden_states.permute({0, 3, 1, 2}), input);
}

}  // namespace stillwave::svd
