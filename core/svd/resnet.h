#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <optional>
#include <vector>

#include "nn/convolution.h"
#include "nn/group_norm.h"
#include "nn/layers.h"

namespace stillwave::svd {

/// A video whose frames, each [1, channels, height, width], are held one by one, so that each can be replaced as it is
/// worked on. The channels lie last in memory: those of one pixel are side by side.
using Frames = std::vector<at::Tensor>;

/// The way in which blocks work on a video of Frames.
struct SlicedWork {
    std::int64_t strip_bytes;        ///< as in WorkLayout
    std::int64_t working_set_bytes;  ///< as WorkLayout's decode_working_set_bytes
    std::function<void()> between;   ///< called several times a second; may throw to stop the work; may be empty

    void pause() const {
        if (between) between();
    }
};

/// Two convolutions beside a shortcut; the time embedding is added between them (diffusers' ResnetBlock2D).
class ResnetBlock2D {
  public:
    /// `temb_channels` is 0 where there is no time embedding, as in the VAE.
    ResnetBlock2D(const nn::Weights& weights, std::int64_t in_channels, std::int64_t out_channels,
                  std::int64_t temb_channels, double eps);
    /// input [batch * frames, in_channels, height, width] -> [batch * frames, out_channels, height, width]. temb
    /// [batch, temb_channels] is after its SiLU; it is undefined where there is no time embedding.
    at::Tensor forward(const at::Tensor& input, const at::Tensor& temb) const;

  private:
    nn::GroupNorm norm1_;
    nn::Conv2d conv1_;
    std::optional<nn::Linear> time_emb_proj_;
    nn::GroupNorm norm2_;
    nn::Conv2d conv2_;
    std::optional<nn::Conv2d> conv_shortcut_;
};

/// Mixes two tensors: alpha * spatial + (1 - alpha) * temporal with alpha = sigmoid(mix_factor), or the other way round
/// where it is switched, as in the VAE (diffusers' AlphaBlender).
class AlphaBlender {
  public:
    explicit AlphaBlender(const nn::Weights& weights, bool switch_spatial_to_temporal_mix = false);
    /// Returns the mix. Where gradients are not enabled it is in the memory of `spatial`.
    at::Tensor mix_into(const at::Tensor& spatial, const at::Tensor& temporal) const;
    /// The share of the temporal part, 0..1, as it was when the block was built. For inference only.
    double temporal_weight() const { return temporal_weight_; }

  private:
    at::Tensor mix_factor_;  ///< [1]
    bool is_switched_;
    double temporal_weight_;
};

/// A residual block along time: kernels of (3, 1, 1), with statistics over the whole video (diffusers'
/// TemporalResnetBlock).
class TemporalResnetBlock {
  public:
    TemporalResnetBlock(const nn::Weights& weights, std::int64_t channels, std::int64_t temb_channels, double eps);
    /// `clip` is one video [frames, pixels, channels], contiguous -> the same. temb [temb_channels] is after its SiLU;
    /// it is undefined where there is no time embedding.
    at::Tensor forward(const at::Tensor& video, const at::Tensor& temb) const;
    /// Replaces `clip` by its mix with forward(clip, temb). For inference only.
    void mix_into(at::Tensor& video, const at::Tensor& temb, const AlphaBlender& mixer) const;

    /// Replaces the frames of one video by their mix with the block's result, without a time embedding. The work is
    /// done in strips of pixels: a pixel meets only itself at other times, once the statistics of the whole video are
    /// known.
    void mix_into(Frames& frames, const AlphaBlender& mixer, const SlicedWork& work) const;

  private:
    nn::GroupNorm norm1_;
    nn::TemporalConv conv1_;
    std::optional<nn::Linear> time_emb_proj_;
    nn::GroupNorm norm2_;
    nn::TemporalConv conv2_;
};

/// A spatial block, a temporal block on its result, and the mix of both results (diffusers' SpatioTemporalResBlock).
class SpatioTemporalResBlock {
  public:
    struct Config {
        std::int64_t in_channels;
        std::int64_t out_channels;
        std::int64_t temb_channels = 0;
        double eps = 1e-6;
        double temporal_eps = 1e-6;
        bool switch_spatial_to_temporal_mix = false;
    };
    SpatioTemporalResBlock(const nn::Weights& weights, const Config& config);
    /// input [batch * frames, in_channels, height, width], temb [batch, temb_channels] after its SiLU -> [batch *
    /// frames, out_channels, height, width].
    at::Tensor forward(const at::Tensor& input, const at::Tensor& temb, std::int64_t num_frames) const;

    /// Replaces the frames of one video by the block's result, without a time embedding. `before`, if it is not empty,
    /// is applied to each frame first. Beside the frames, the memory holds one frame's spatial work and
    /// `work.working_set_bytes`.
    void forward(Frames& frames, const std::function<at::Tensor(const at::Tensor&)>& before,
                 const SlicedWork& work) const;

  private:
    ResnetBlock2D spatial_res_block_;
    TemporalResnetBlock temporal_res_block_;
    AlphaBlender time_mixer_;
};

/// Halves the size by a 3x3 convolution with stride 2 (diffusers' Downsample2D). The padding is 1 on all sides, as in
/// the UNet, or on the right and the bottom alone, as in the VAE.
class Downsample2D {
  public:
    enum class Padding { all_sides, right_and_bottom };
    Downsample2D(const nn::Weights& weights, std::int64_t channels, Padding padding = Padding::all_sides);
    at::Tensor forward(const at::Tensor& hidden_states) const;

  private:
    Padding padding_;
    nn::Conv2d conv_;
};

/// Enlarges by the nearest neighbour, then convolves with a 3x3 kernel (diffusers' Upsample2D).
class Upsample2D {
  public:
    Upsample2D(const nn::Weights& weights, std::int64_t channels);
    /// [batch, channels, height, width] -> [batch, channels, 2 * height, 2 * width].
    at::Tensor forward(const at::Tensor& hidden_states) const;
    /// Enlarges to `output_size`, height and width: twice the input's, or one less, which leaves out the last row or
    /// column.
    at::Tensor forward(const at::Tensor& hidden_states, at::IntArrayRef output_size) const;

  private:
    nn::Conv2d conv_;
};

}  // namespace stillwave::svd
