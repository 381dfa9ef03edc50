#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <optional>
#include <vector>

#include "nn/convolution.h"
#include "nn/group_norm.h"
#include "nn/layers.h"

namespace stillwave::svd {

/// A clip whose frames, each [1, channels, height, width], are held one by one, so that each can be replaced as it is
/// worked on. Their memory has the channels last: a pixel's lie side by side.
using Frames = std::vector<at::Tensor>;

/// How work on a clip of Frames is done.
struct SlicedWork {
    std::int64_t strip_bytes;        ///< as in WorkLayout
    std::int64_t working_set_bytes;  ///< as WorkLayout's decode_working_set_bytes
    std::function<void()> between;   ///< called often; may throw to stop; may be empty

    void pause() const {
        if (between) between();
    }
};

/// Two convolutions beside a shortcut; the time embedding is added between them (diffusers' ResnetBlock2D).
class ResnetBlock2D {
  public:
    /// `temb_channels` 0: no time embedding (the VAE).
    ResnetBlock2D(const nn::Weights& weights, std::int64_t in_channels, std::int64_t out_channels,
                  std::int64_t temb_channels, double eps);
    /// input [batch * frames, in_channels, height, width], temb [batch, temb_channels] after its SiLU, or undefined.
    at::Tensor forward(const at::Tensor& input, const at::Tensor& temb) const;

  private:
    nn::GroupNorm norm1_;
    nn::Conv2d conv1_;
    std::optional<nn::Linear> time_emb_proj_;
    nn::GroupNorm norm2_;
    nn::Conv2d conv2_;
    std::optional<nn::Conv2d> conv_shortcut_;
};

/// alpha * spatial + (1 - alpha) * temporal with alpha = sigmoid(mix_factor); switched, the other way round, as in the
/// VAE (diffusers' AlphaBlender).
class AlphaBlender {
  public:
    explicit AlphaBlender(const nn::Weights& weights, bool switch_spatial_to_temporal_mix = false);
    /// The mix, in the memory of `spatial` where gradients are not enabled.
    at::Tensor mix_into(const at::Tensor& spatial, const at::Tensor& temporal) const;
    /// The temporal part's share, 0..1, as it was when the block was built. For inference.
    double temporal_weight() const { return temporal_weight_; }

  private:
    at::Tensor mix_factor_;  ///< [1]
    bool is_switched_;
    double temporal_weight_;
};

/// A ResnetBlock2D along time: kernels (3, 1, 1), statistics over the whole clip (diffusers' TemporalResnetBlock).
class TemporalResnetBlock {
  public:
    TemporalResnetBlock(const nn::Weights& weights, std::int64_t channels, std::int64_t temb_channels, double eps);
    /// clip [frames, pixels, channels], contiguous -> the same. temb [temb_channels] after its SiLU, or undefined.
    at::Tensor forward(const at::Tensor& clip, const at::Tensor& temb) const;
    /// Replaces `clip` by its mix with forward(clip, temb). For inference.
    void mix_into(at::Tensor& clip, const at::Tensor& temb, const AlphaBlender& mixer) const;

    /// Replaces the frames of one clip by their mix with what the block makes of them without an embedding, strip of
    /// pixels by strip: a pixel meets only itself at other times, once the whole clip's statistics are known.
    void mix_into(Frames& frames, const AlphaBlender& mixer, const SlicedWork& work) const;

  private:
    nn::GroupNorm norm1_;
    nn::TemporalConv conv1_;
    std::optional<nn::Linear> time_emb_proj_;
    nn::GroupNorm norm2_;
    nn::TemporalConv conv2_;
};

/// A spatial block, a temporal one on its result, and their mix (diffusers' SpatioTemporalResBlock).
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
    /// input [batch * frames, in_channels, height, width], temb [batch, temb_channels].
    at::Tensor forward(const at::Tensor& input, const at::Tensor& temb, std::int64_t num_frames) const;

    /// The same for one clip without an embedding, whose frames it replaces: beside them one frame's spatial work and
    /// `work.working_set_bytes` are held. `before` is done to each frame first.
    void forward(Frames& frames, const std::function<at::Tensor(const at::Tensor&)>& before,
                 const SlicedWork& work) const;

  private:
    ResnetBlock2D spatial_res_block_;
    TemporalResnetBlock temporal_res_block_;
    AlphaBlender time_mixer_;
};

/// 3x3 convolution with stride 2 (diffusers' Downsample2D). Padding 1 on all sides, or on the right and the bottom
/// alone.
class Downsample2D {
  public:
    enum class Padding { all_sides, right_and_bottom };
    Downsample2D(const nn::Weights& weights, std::int64_t channels, Padding padding = Padding::all_sides);
    at::Tensor forward(const at::Tensor& hidden_states) const;

  private:
    Padding padding_;
    nn::Conv2d conv_;
};

/// Nearest neighbour to a larger size, then a 3x3 convolution (diffusers' Upsample2D).
class Upsample2D {
  public:
    Upsample2D(const nn::Weights& weights, std::int64_t channels);
    /// To twice the height and width.
    at::Tensor forward(const at::Tensor& hidden_states) const;
    /// To `output_size`, height and width: twice the input's or one less, which leaves out the last row or column.
    at::Tensor forward(const at::Tensor& hidden_states, at::IntArrayRef output_size) const;

  private:
    nn::Conv2d conv_;
};

}  // namespace stillwave::svd
