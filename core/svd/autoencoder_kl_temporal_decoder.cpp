#include "svd/autoencoder_kl_temporal_decoder.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/stack.h>

#include <algorithm>

namespace stillwave::svd {
namespace {

constexpr double resnet_eps = 1e-6;

SpatioTemporalResBlock::Config decoder_resnet(std::int64_t in_channels, std::int64_t out_channels) {
    return {.in_channels = in_channels,
            .out_channels = out_channels,
            .eps = resnet_eps,
            .temporal_eps = 1e-5,
            .switch_spatial_to_temporal_mix = true};
}

std::variant<TemporalDecoder, Decoder> make_decoder(const nn::Weights& autoencoder, const VaeConfig& config) {
    if (!config.temporal_decoder) return Decoder(autoencoder, config);
    return TemporalDecoder(autoencoder.sub("decoder"), config);
}

}  // namespace

VaeAttention::VaeAttention(const nn::Weights& weights, std::int64_t channels)
    : group_norm_(weights.sub("group_norm"), channels, resnet_eps), attention_(weights, channels, 1, true) {}

at::Tensor VaeAttention::forward(const at::Tensor& input) const {
    const auto by_pixel = [](const at::Tensor& image) {  // [batch, pixels, channels]
        return image.permute({0, 2, 3, 1}).view({image.size(0), -1, image.size(1)});
    };
    const auto hidden_states = input.clone(at::MemoryFormat::ChannelsLast);
    const auto sum = attention_.add_to(by_pixel(hidden_states), by_pixel(group_norm_.forward(input)));
    return sum.view(hidden_states.permute({0, 2, 3, 1}).sizes()).permute({0, 3, 1, 2});
}

Encoder::Encoder(const nn::Weights& weights, const VaeConfig& config)
    : conv_in_(weights.sub("conv_in"), config.in_channels, config.block_out_channels.front(), 3, 1, 1),
      mid_resnet_0_(weights.sub("mid_block.resnets.0"), config.block_out_channels.back(),
                    config.block_out_channels.back(), 0, resnet_eps),
      mid_attention_(weights.sub("mid_block.attentions.0"), config.block_out_channels.back()),
      mid_resnet_1_(weights.sub("mid_block.resnets.1"), config.block_out_channels.back(),
                    config.block_out_channels.back(), 0, resnet_eps),
      conv_norm_out_(weights.sub("conv_norm_out"), config.block_out_channels.back(), resnet_eps),
      conv_out_(weights.sub("conv_out"), config.block_out_channels.back(), 2 * config.latent_channels, 3, 1, 1) {
    const auto& channels = config.block_out_channels;
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const auto block = weights.sub("down_blocks", i);
        auto& down = down_blocks_.emplace_back();
        for (std::int64_t j = 0; j < config.layers_per_block; ++j) {
            const auto in_channels = j == 0 && i > 0 ? channels[i - 1] : channels[i];
            down.resnets.emplace_back(block.sub("resnets", j), in_channels, channels[i], 0, resnet_eps);
        }
        if (i + 1 < channels.size()) {
            down.downsampler.emplace(block.sub("downsamplers.0"), channels[i], Downsample2D::Padding::right_and_bottom);
        }
    }
}

at::Tensor Encoder::forward(const at::Tensor& sample) const {
    auto hidden_states = conv_in_.forward(sample);
    for (const auto& block : down_blocks_) {
        for (const auto& resnet : block.resnets) hidden_states = resnet.forward(hidden_states, {});
        if (block.downsampler) hidden_states = block.downsampler->forward(hidden_states);
    }
    hidden_states = mid_resnet_0_.forward(hidden_states, {});
    hidden_states = mid_attention_.forward(hidden_states);
    hidden_states = mid_resnet_1_.forward(hidden_states, {});
    return conv_out_.forward(conv_norm_out_.forward_silu(hidden_states));
}

TemporalDecoder::TemporalDecoder(const nn::Weights& weights, const VaeConfig& config)
    : conv_in_(weights.sub("conv_in"), config.latent_channels, config.block_out_channels.back(), 3, 1, 1),
      mid_attention_(weights.sub("mid_block.attentions.0"), config.block_out_channels.back()),
      conv_norm_out_(weights.sub("conv_norm_out"), config.block_out_channels.front(), resnet_eps),
      conv_out_(weights.sub("conv_out"), config.block_out_channels.front(), config.out_channels, 3, 1, 1),
      time_conv_out_(weights.sub("time_conv_out"), config.out_channels, config.out_channels) {
    const auto& channels = config.block_out_channels;
    for (std::int64_t i = 0; i < config.layers_per_block; ++i) {
        mid_resnets_.emplace_back(weights.sub("mid_block.resnets", i),
                                  decoder_resnet(channels.back(), channels.back()));
    }
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const std::size_t level = channels.size() - 1 - i;
        const auto block = weights.sub("up_blocks", i);
        auto& up = up_blocks_.emplace_back();
        for (std::int64_t j = 0; j <= config.layers_per_block; ++j) {
            const auto in_channels = j == 0 ? channels[std::min(level + 1, channels.size() - 1)] : channels[level];
            up.resnets.emplace_back(block.sub("resnets", j), decoder_resnet(in_channels, channels[level]));
        }
        if (level > 0) up.upsampler.emplace(block.sub("upsamplers.0"), channels[level]);
    }
}

at::Tensor TemporalDecoder::forward(const at::Tensor& sample, const WorkLayout& layout,
                                    const DecodeCallbacks& callbacks) const {
    const SlicedWork work{layout.strip_bytes, layout.decode_working_set_bytes, callbacks.between_parts};
    Frames frames;
    for (std::int64_t i = 0; i < sample.size(0); ++i) frames.push_back(conv_in_.forward(sample.slice(0, i, i + 1)));
    mid_resnets_.front().forward(frames, {}, work);
    // With one layer the reference has the attention's weights but never runs it.
    if (mid_resnets_.size() > 1) {
        for (auto& frame : frames) {
            frame = mid_attention_.forward(frame);
            work.pause();
        }
    }
    for (std::size_t i = 1; i < mid_resnets_.size(); ++i) mid_resnets_[i].forward(frames, {}, work);
    // Each frame is enlarged only when the next block takes it, so that the video is never held with twice the size and
    // all its channels.
    std::function<at::Tensor(const at::Tensor&)> enlarge;
    for (const auto& block : up_blocks_) {
        for (const auto& resnet : block.resnets) {
            resnet.forward(frames, enlarge, work);
            enlarge = {};
        }
        if (block.upsampler)
            enlarge = [&upsampler = *block.upsampler](const at::Tensor& frame) { return upsampler.forward(frame); };
    }
    return to_pixels(std::move(frames), callbacks);
}

// The frames are finished one by one, so that each can be shown as soon as its neighbours in time are there.
at::Tensor TemporalDecoder::to_pixels(Frames hidden_states, const DecodeCallbacks& callbacks) const {
    const auto num_frames = static_cast<std::int64_t>(hidden_states.size());
    std::vector<at::Tensor> before_time;  // [1, channels, height, width] each
    std::vector<at::Tensor> frames;
    const auto finish = [&](std::int64_t index) {
        const auto begin = std::max<std::int64_t>(index - 1, 0);
        const auto end = std::min(index + 2, num_frames);
        const auto window = at::cat(
            at::TensorList(before_time).slice(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
        const auto by_pixel =  // [frames, pixels, channels]
            window.permute({0, 2, 3, 1}).reshape({window.size(0), -1, window.size(1)});
        const auto mixed = time_conv_out_.forward(by_pixel)[index - begin].t().contiguous();
        frames.push_back(mixed.view(window.sizes().slice(1)));
        if (callbacks.frame_done) callbacks.frame_done(index, frames.back());
    };
    for (std::int64_t i = 0; i < num_frames; ++i) {
        auto& hidden = hidden_states[static_cast<std::size_t>(i)];
        before_time.push_back(conv_out_.forward(conv_norm_out_.forward_silu(hidden)));
        hidden.reset();
        if (i > 0) finish(i - 1);
    }
    finish(num_frames - 1);
    return at::stack(frames);
}

Decoder::Decoder(const nn::Weights& autoencoder, const VaeConfig& config)
    : post_quant_conv_(autoencoder.sub("post_quant_conv"), config.latent_channels, config.latent_channels, 1),
      conv_in_(autoencoder.sub("decoder.conv_in"), config.latent_channels, config.block_out_channels.back(), 3, 1, 1),
      mid_resnet_0_(autoencoder.sub("decoder.mid_block.resnets.0"), config.block_out_channels.back(),
                    config.block_out_channels.back(), 0, resnet_eps),
      mid_attention_(autoencoder.sub("decoder.mid_block.attentions.0"), config.block_out_channels.back()),
      mid_resnet_1_(autoencoder.sub("decoder.mid_block.resnets.1"), config.block_out_channels.back(),
                    config.block_out_channels.back(), 0, resnet_eps),
      conv_norm_out_(autoencoder.sub("decoder.conv_norm_out"), config.block_out_channels.front(), resnet_eps),
      conv_out_(autoencoder.sub("decoder.conv_out"), config.block_out_channels.front(), config.out_channels, 3, 1, 1) {
    const auto& channels = config.block_out_channels;
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const std::size_t level = channels.size() - 1 - i;
        const auto block = autoencoder.sub("decoder.up_blocks", i);
        auto& up = up_blocks_.emplace_back();
        for (std::int64_t j = 0; j <= config.layers_per_block; ++j) {
            const auto in_channels = j == 0 ? channels[std::min(level + 1, channels.size() - 1)] : channels[level];
            up.resnets.emplace_back(block.sub("resnets", j), in_channels, channels[level], 0, resnet_eps);
        }
        if (level > 0) up.upsampler.emplace(block.sub("upsamplers.0"), channels[level]);
    }
}

at::Tensor Decoder::forward(const at::Tensor& sample, const DecodeCallbacks& callbacks) const {
    std::vector<at::Tensor> frames;
    for (std::int64_t i = 0; i < sample.size(0); ++i) {
        frames.push_back(decode_frame(sample.slice(0, i, i + 1), callbacks)[0]);
        if (callbacks.frame_done) callbacks.frame_done(i, frames.back());
    }
    return at::stack(frames);
}

at::Tensor Decoder::decode_frame(const at::Tensor& sample, const DecodeCallbacks& callbacks) const {
    const auto pause = [&] {
        if (callbacks.between_parts) callbacks.between_parts();
    };
    auto hidden_states = conv_in_.forward(post_quant_conv_.forward(sample));
    hidden_states = mid_resnet_0_.forward(hidden_states, {});
    hidden_states = mid_attention_.forward(hidden_states);
    hidden_states = mid_resnet_1_.forward(hidden_states, {});
    for (const auto& block : up_blocks_) {
        pause();
        for (const auto& resnet : block.resnets) hidden_states = resnet.forward(hidden_states, {});
        if (block.upsampler) hidden_states = block.upsampler->forward(hidden_states);
    }
    pause();
    return conv_out_.forward(conv_norm_out_.forward_silu(hidden_states));
}

AutoencoderKLTemporalDecoder::AutoencoderKLTemporalDecoder(const nn::Weights& encoder_weights,
                                                           const nn::Weights& decoder_weights, const VaeConfig& config)
    : encoder_(encoder_weights.sub("encoder"), config),
      quant_conv_(encoder_weights.sub("quant_conv"), 2 * config.latent_channels, 2 * config.latent_channels, 1),
      decoder_(make_decoder(decoder_weights, config)) {}

at::Tensor AutoencoderKLTemporalDecoder::encode_mode(const at::Tensor& pixels) const {
    return quant_conv_.forward(encoder_.forward(pixels)).chunk(2, 1)[0];
}

at::Tensor AutoencoderKLTemporalDecoder::decode(const at::Tensor& latents, const WorkLayout& layout,
                                                const DecodeCallbacks& callbacks) const {
    if (const auto* decoder = std::get_if<Decoder>(&decoder_)) return decoder->forward(latents, callbacks);
    return std::get<TemporalDecoder>(decoder_).forward(latents, layout, callbacks);
}

}  // namespace stillwave::svd
