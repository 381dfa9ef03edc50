#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <variant>
#include <vector>

#include "svd/attention.h"
#include "svd/config.h"
#include "svd/resnet.h"
#include "svd/work_layout.h"

namespace stillwave::svd {

/// The attention in the middle of the VAE, among the pixels of one frame, with its norm and its residual: one head,
/// projections with a bias.
class VaeAttention {
  public:
    VaeAttention(const nn::Weights& weights, std::int64_t channels);
    /// [batch, channels, height, width] -> the same.
    at::Tensor forward(const at::Tensor& hidden_states) const;

  private:
    nn::GroupNorm group_norm_;
    Attention attention_;
};

/// Turns images into the moments of their latents, each on its own (diffusers' Encoder with DownEncoderBlock2D).
class Encoder {
  public:
    Encoder(const nn::Weights& weights, const VaeConfig& config);
    /// [batch, 3, height, width] -> moments [batch, 2 * latent_channels, h, w].
    at::Tensor forward(const at::Tensor& sample) const;

  private:
    struct DownEncoderBlock2D {
        std::vector<ResnetBlock2D> resnets;
        std::optional<Downsample2D> downsampler;
    };
    nn::Conv2d conv_in_;
    std::vector<DownEncoderBlock2D> down_blocks_;
    ResnetBlock2D mid_resnet_0_;
    VaeAttention mid_attention_;
    ResnetBlock2D mid_resnet_1_;
    nn::GroupNorm conv_norm_out_;
    nn::Conv2d conv_out_;
};

/// Functions that are called while a video is decoded, on the thread that decodes. Either may be empty.
struct DecodeCallbacks {
    /// Called several times a second; may throw to stop the work.
    std::function<void()> between_parts;
    /// Called with each finished frame [channels, height, width], in playing order; `index` counts from 0 within the
    /// call of decode().
    std::function<void(std::int64_t index, const at::Tensor& frame)> frame_done;
};

/// Turns latents into frames, with temporal blocks over all frames that are decoded together (diffusers'
/// TemporalDecoder). It holds the video once. Each operation works on one frame or on a strip of pixels of all frames,
/// with statistics over the whole video, so that the result is that of the whole video at once (float32: within 1e-5).
class TemporalDecoder {
  public:
    TemporalDecoder(const nn::Weights& weights, const VaeConfig& config);
    /// [frames, latent_channels, h, w] -> [frames, out_channels, height, width].
    at::Tensor forward(const at::Tensor& sample, const WorkLayout& layout, const DecodeCallbacks& callbacks) const;

  private:
    at::Tensor to_pixels(Frames hidden_states, const DecodeCallbacks& callbacks) const;

    struct UpBlockTemporalDecoder {
        std::vector<SpatioTemporalResBlock> resnets;
        std::optional<Upsample2D> upsampler;
    };
    nn::Conv2d conv_in_;
    std::vector<SpatioTemporalResBlock> mid_resnets_;
    VaeAttention mid_attention_;
    std::vector<UpBlockTemporalDecoder> up_blocks_;
    nn::GroupNorm conv_norm_out_;
    nn::Conv2d conv_out_;
    nn::TemporalConv time_conv_out_;
};

/// Turns latents into frames, each without regard to the others (post_quant_conv and diffusers' Decoder).
class Decoder {
  public:
    /// `weights` are the whole autoencoder's; the decoder's lie under "decoder".
    Decoder(const nn::Weights& weights, const VaeConfig& config);
    /// [frames, latent_channels, h, w] -> [frames, out_channels, height, width].
    at::Tensor forward(const at::Tensor& sample, const DecodeCallbacks& callbacks) const;

  private:
    at::Tensor decode_frame(const at::Tensor& sample, const DecodeCallbacks& callbacks) const;

    struct UpDecoderBlock2D {
        std::vector<ResnetBlock2D> resnets;
        std::optional<Upsample2D> upsampler;
    };
    nn::Conv2d post_quant_conv_;
    nn::Conv2d conv_in_;
    ResnetBlock2D mid_resnet_0_;
    VaeAttention mid_attention_;
    ResnetBlock2D mid_resnet_1_;
    std::vector<UpDecoderBlock2D> up_blocks_;
    nn::GroupNorm conv_norm_out_;
    nn::Conv2d conv_out_;
};

/// diffusers' AutoencoderKLTemporalDecoder, or its AutoencoderKL where the configuration has no temporal decoder.
/// Encoder and decoder may compute in different types.
class AutoencoderKLTemporalDecoder {
  public:
    AutoencoderKLTemporalDecoder(const nn::Weights& encoder_weights, const nn::Weights& decoder_weights,
                                 const VaeConfig& config);

    /// Returns the mode of the posterior, not multiplied by the scaling factor: pixels [batch, 3, height, width], -1..1
    /// -> [batch, latent_channels, h, w].
    at::Tensor encode_mode(const at::Tensor& pixels) const;

    /// Turns latents [frames, latent_channels, h, w], already divided by the scaling factor, into frames [frames, 3,
    /// height, width], about -1..1. If the decoder is temporal, the frames of one call share statistics and see their
    /// neighbours in time; beside the video, at the size of the block that runs, the decoder holds one frame's work and
    /// what `layout` allows.
    at::Tensor decode(const at::Tensor& latents, const WorkLayout& layout = {},
                      const DecodeCallbacks& callbacks = {}) const;

  private:
    Encoder encoder_;
    nn::Conv2d quant_conv_;
    std::variant<TemporalDecoder, Decoder> decoder_;
};

}  // namespace stillwave::svd
