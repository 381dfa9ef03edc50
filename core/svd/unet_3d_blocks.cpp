#include "svd/unet_3d_blocks.h"

namespace stillwave::svd {
namespace {

TransformerSpatioTemporalModel make_attention(const nn::Weights& weights, std::int64_t channels,
                                              const AttentionConfig& config) {
    return {weights, channels, config.num_attention_heads, config.transformer_layers_per_block,
            config.cross_attention_dim};
}

/// A resnet, and its attention where there is one.
at::Tensor run_layer(const SpatioTemporalResBlock& resnet, const TransformerSpatioTemporalModel* attention,
                     at::Tensor hidden_states, const UNetContext& context) {
    if (context.run_layer) {
        const UNetLayer layer = [&resnet, attention](const at::Tensor& input, const UNetContext& inner) {
            const auto output = resnet.forward(input, inner.temb, inner.num_frames);
            return attention ? attention->forward(output, inner) : output;
        };
        return context.run_layer(layer, hidden_states, context);
    }
    hidden_states = resnet.forward(hidden_states, context.temb, context.num_frames);
    if (attention) hidden_states = attention->forward(hidden_states, context);
    return hidden_states;
}

}  // namespace

DownBlockSpatioTemporal::DownBlockSpatioTemporal(const nn::Weights& weights, const Config& config) {
    // The reference's blocks with attention have another epsilon.
    const double eps = config.attention ? 1e-6 : 1e-5;
    for (std::int64_t i = 0; i < config.num_layers; ++i) {
        resnets_.emplace_back(
            weights.sub("resnets", i),
            SpatioTemporalResBlock::Config{.in_channels = i == 0 ? config.in_channels : config.out_channels,
                                           .out_channels = config.out_channels,
                                           .temb_channels = config.temb_channels,
                                           .eps = eps,
                                           .temporal_eps = eps});
        if (config.attention) {
            attentions_.push_back(make_attention(weights.sub("attentions", i), config.out_channels, *config.attention));
        }
    }
    if (config.add_downsample) downsampler_.emplace(weights.sub("downsamplers.0"), config.out_channels);
}

at::Tensor DownBlockSpatioTemporal::forward_layers(at::Tensor hidden_states, const UNetContext& context,
                                                   std::vector<at::Tensor>& res_samples) const {
    for (std::size_t i = 0; i < resnets_.size(); ++i) {
        hidden_states =
            run_layer(resnets_[i], attentions_.empty() ? nullptr : &attentions_[i], std::move(hidden_states), context);
        res_samples.push_back(hidden_states);
    }
    return hidden_states;
}

at::Tensor DownBlockSpatioTemporal::forward(at::Tensor hidden_states, const UNetContext& context,
                                            std::vector<at::Tensor>& res_samples) const {
    hidden_states = forward_layers(std::move(hidden_states), context, res_samples);
    if (downsampler_) {
        hidden_states = downsampler_->forward(hidden_states);
        res_samples.push_back(hidden_states);
    }
    return hidden_states;
}

UNetMidBlockSpatioTemporal::UNetMidBlockSpatioTemporal(const nn::Weights& weights, std::int64_t in_channels,
                                                       std::int64_t temb_channels, const AttentionConfig& attention)
    : attention_(make_attention(weights.sub("attentions.0"), in_channels, attention)) {
    for (std::size_t i = 0; i < 2; ++i) {
        resnets_.emplace_back(weights.sub("resnets", i), SpatioTemporalResBlock::Config{.in_channels = in_channels,
                                                                                        .out_channels = in_channels,
                                                                                        .temb_channels = temb_channels,
                                                                                        .eps = 1e-5,
                                                                                        .temporal_eps = 1e-5});
    }
}

at::Tensor UNetMidBlockSpatioTemporal::forward(const at::Tensor& input, const UNetContext& context) const {
    return run_layer(resnets_[1], nullptr, run_layer(resnets_[0], &attention_, input, context), context);
}

UpBlockSpatioTemporal::UpBlockSpatioTemporal(const nn::Weights& weights, const Config& config) {
    for (std::int64_t i = 0; i < config.num_layers; ++i) {
        const auto res_skip_channels = i == config.num_layers - 1 ? config.in_channels : config.out_channels;
        const auto resnet_in_channels = i == 0 ? config.prev_output_channel : config.out_channels;
        resnets_.emplace_back(weights.sub("resnets", i),
                              SpatioTemporalResBlock::Config{.in_channels = resnet_in_channels + res_skip_channels,
                                                             .out_channels = config.out_channels,
                                                             .temb_channels = config.temb_channels});
        if (config.attention) {
            attentions_.push_back(make_attention(weights.sub("attentions", i), config.out_channels, *config.attention));
        }
    }
    if (config.add_upsample) upsampler_.emplace(weights.sub("upsamplers.0"), config.out_channels);
}

at::Tensor UpBlockSpatioTemporal::forward(at::Tensor hidden_states, const UNetContext& context,
                                          std::vector<at::Tensor>& res_samples, const FreeU::Level& free_u) const {
    for (std::size_t i = 0; i < resnets_.size(); ++i) {
        hidden_states = join_with_free_u(hidden_states, res_samples.back(), free_u);
        res_samples.pop_back();
        hidden_states =
            run_layer(resnets_[i], attentions_.empty() ? nullptr : &attentions_[i], std::move(hidden_states), context);
    }
    return upsampler_ ? upsampler_->forward(hidden_states, res_samples.back().sizes().slice(2)) : hidden_states;
}

}  // namespace stillwave::svd
