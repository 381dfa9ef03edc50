#include "svd/unet_spatio_temporal_condition.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/full.h>
#include <ATen/ops/silu.h>

#include <algorithm>
#include <numeric>
#include <string>

#include "types/error.h"

namespace stillwave::svd {
namespace {

std::int64_t time_embed_dim(const UNetConfig& config) {
    return config.block_out_channels.front() * 4;
}

AttentionConfig attention_at(const UNetConfig& config, std::size_t level) {
    return {config.transformer_layers_per_block[level], config.num_attention_heads[level],
            config.cross_attention_dim[level]};
}

/// Adds the first residuals to the results that the way down has made so far. The sums are new tensors, because others
/// hold the old ones.
void add_residuals(std::vector<at::Tensor>& res_samples, const std::vector<at::Tensor>& residuals) {
    if (residuals.empty()) return;
    for (std::size_t i = 0; i < res_samples.size(); ++i) res_samples[i] = res_samples[i] + residuals[i];
}

}  // namespace

UNetSpatioTemporalConditionModel::UNetSpatioTemporalConditionModel(const nn::Weights& weights, const UNetConfig& config)
    : config_(config),
      conv_in_(weights.sub("conv_in"), config.in_channels, config.block_out_channels.front(), 3, 1, 1),
      time_embedding_(weights.sub("time_embedding"), config.block_out_channels.front(), time_embed_dim(config),
                      time_embed_dim(config)),
      add_embedding_(weights.sub("add_embedding"), config.projection_class_embeddings_input_dim, time_embed_dim(config),
                     time_embed_dim(config)),
      mid_block_(weights.sub("mid_block"), config.block_out_channels.back(), time_embed_dim(config),
                 attention_at(config, config.block_out_channels.size() - 1)),
      conv_norm_out_(weights.sub("conv_norm_out"), config.block_out_channels.front(), 1e-5),
      conv_out_(weights.sub("conv_out"), config.block_out_channels.front(), config.out_channels, 3, 1, 1) {
    const auto& channels = config.block_out_channels;
    const std::size_t levels = channels.size();

    for (std::size_t i = 0; i < levels; ++i) {
        DownBlockSpatioTemporal::Config block{.in_channels = channels[i == 0 ? 0 : i - 1],
                                              .out_channels = channels[i],
                                              .temb_channels = time_embed_dim(config),
                                              .num_layers = config.layers_per_block[i],
                                              .attention = {},
                                              .add_downsample = i + 1 < levels};
        if (config.down_block_types[i] == "CrossAttnDownBlockSpatioTemporal") block.attention = attention_at(config, i);
        down_blocks_.emplace_back(weights.sub("down_blocks", i), block);
    }

    for (std::size_t i = 0; i < levels; ++i) {
        const std::size_t level = levels - 1 - i;
        UpBlockSpatioTemporal::Config block{.in_channels = channels[level == 0 ? 0 : level - 1],
                                            .out_channels = channels[level],
                                            .prev_output_channel = channels[std::min(level + 1, levels - 1)],
                                            .temb_channels = time_embed_dim(config),
                                            .num_layers = config.layers_per_block[level] + 1,
                                            .attention = {},
                                            .add_upsample = level > 0};
        if (config.up_block_types[i] == "CrossAttnUpBlockSpatioTemporal") block.attention = attention_at(config, level);
        up_blocks_.emplace_back(weights.sub("up_blocks", i), block);
    }
}

void UNetSpatioTemporalConditionModel::check_residuals(const UNetOptions& options) const {
    const auto given = options.down_block_additional_residuals.size();
    // The way down leaves conv_in's result, one result of each layer, and one of each level that halves the size.
    const auto& layers = config_.layers_per_block;
    const auto wanted =
        static_cast<std::size_t>(std::accumulate(layers.begin(), layers.end(), std::int64_t{0})) + layers.size();
    if (given != 0 && given != wanted)
        throw Error(ErrorCode::invalid_argument, "There are " + std::to_string(given) +
                                                     " down_block_additional_residuals, but this network takes " +
                                                     std::to_string(wanted) + ".");
}

at::Tensor UNetSpatioTemporalConditionModel::all_levels(at::Tensor hidden_states, const UNetContext& context,
                                                        const UNetOptions& options) const {
    std::vector<at::Tensor> res_samples = {hidden_states};
    // The input is moved, so that a block can free it.
    for (const auto& block : down_blocks_)
        hidden_states = block.forward(std::move(hidden_states), context, res_samples);
    add_residuals(res_samples, options.down_block_additional_residuals);
    hidden_states = mid_block_.forward(hidden_states, context);
    if (options.mid_block_additional_residual.defined())
        hidden_states = hidden_states + options.mid_block_additional_residual;
    for (std::size_t i = 0; i < up_blocks_.size(); ++i) {
        if (options.deep_cache && i + 1 == up_blocks_.size()) options.deep_cache->keep(hidden_states);
        hidden_states = up_blocks_[i].forward(std::move(hidden_states), context, res_samples, options.free_u.level(i));
    }
    return hidden_states;
}

at::Tensor UNetSpatioTemporalConditionModel::outermost_level(const at::Tensor& hidden_states,
                                                             const UNetContext& context,
                                                             const UNetOptions& options) const {
    std::vector<at::Tensor> res_samples = {hidden_states};
    down_blocks_.front().forward_layers(hidden_states, context, res_samples);
    add_residuals(res_samples, options.down_block_additional_residuals);
    return up_blocks_.back().forward(options.deep_cache->features(), context, res_samples,
                                     options.free_u.level(up_blocks_.size() - 1));
}

at::Tensor UNetSpatioTemporalConditionModel::forward(const at::Tensor& sample, double timestep,
                                                     const at::Tensor& encoder_hidden_states,
                                                     const at::Tensor& added_time_ids, VideoConstants& constants,
                                                     const UNetOptions& options) const {
    check_residuals(options);
    const auto batch = sample.size(0), frames = sample.size(1);
    const auto dtype = sample.scalar_type();

    const auto timesteps = at::full({batch}, timestep, sample.options().dtype(at::kFloat));
    const auto emb =
        time_embedding_.forward(get_timestep_embedding(timesteps, config_.block_out_channels.front()).to(dtype));
    const auto aug_emb = constants.once(&add_embedding_, [&] {
        const auto time_embeds = get_timestep_embedding(added_time_ids.flatten(), config_.addition_time_embed_dim);
        return add_embedding_.forward(time_embeds.view({batch, -1}).to(dtype));
    });
    const UNetContext context{at::silu(emb + aug_emb), encoder_hidden_states, frames, constants, options.run_layer};

    // Convolutions are faster with the channels last in memory; every block keeps them there.
    auto hidden_states = conv_in_.forward(sample.flatten(0, 1).contiguous(at::MemoryFormat::ChannelsLast));
    auto* const cache = options.deep_cache;
    hidden_states = cache && cache->is_fresh() ? outermost_level(hidden_states, context, options)
                                               : all_levels(std::move(hidden_states), context, options);

    hidden_states = conv_out_.forward(conv_norm_out_.forward_silu(hidden_states));
    return hidden_states.reshape({batch, frames, config_.out_channels, sample.size(3), sample.size(4)});
}

}  // namespace stillwave::svd
