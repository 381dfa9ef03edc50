#include "svd/resnet.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/lerp.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/upsample_nearest2d.h>

#include <algorithm>

#include "nn/dry_run.h"
#include "nn/gradients.h"

namespace stillwave::svd {
namespace {

std::optional<nn::Linear> make_time_emb_proj(const nn::Weights& weights, std::int64_t temb_channels,
                                             std::int64_t out_channels) {
    if (temb_channels == 0) return std::nullopt;
    return nn::Linear(weights.sub("time_emb_proj"), temb_channels, out_channels);
}

constexpr std::int64_t fewest_pixels = 64;

/// Cuts `pixels` into strips of `strip` pixels, the last one shorter, and calls work(begin, length) for each. With
/// `one_for_all`, as a dry run may ask, the first strip is done once and counted for all strips of the same length.
template <typename Work>
void in_strips(std::int64_t pixels, std::int64_t strip, bool one_for_all, const Work& work) {
    const auto step = one_for_all ? pixels / strip * strip : strip;
    for (std::int64_t begin = 0; begin < pixels; begin += step) {
        const auto length = std::min(strip, pixels - begin);
        const nn::Repeated repeated(length == strip ? step / strip : 1);
        work(begin, length);
    }
}

}  // namespace

ResnetBlock2D::ResnetBlock2D(const nn::Weights& weights, std::int64_t in_channels, std::int64_t out_channels,
                             std::int64_t temb_channels, double eps)
    : norm1_(weights.sub("norm1"), in_channels, eps),
      conv1_(weights.sub("conv1"), in_channels, out_channels, 3, 1, 1),
      time_emb_proj_(make_time_emb_proj(weights, temb_channels, out_channels)),
      norm2_(weights.sub("norm2"), out_channels, eps),
      conv2_(weights.sub("conv2"), out_channels, out_channels, 3, 1, 1) {
    if (in_channels != out_channels) conv_shortcut_.emplace(weights.sub("conv_shortcut"), in_channels, out_channels, 1);
}

at::Tensor ResnetBlock2D::forward(const at::Tensor& input, const at::Tensor& temb) const {
    auto hidden_states = conv1_.forward(norm1_.forward_silu(input));
    if (time_emb_proj_) {
        const auto by_pixel = hidden_states.permute({0, 2, 3, 1});          // the channels lie last in memory
        const auto projected = time_emb_proj_->forward(temb).unsqueeze(1);  // [batch, 1, out_channels]
        hidden_states = nn::sum_into(by_pixel.view({temb.size(0), -1, by_pixel.size(3)}), projected)
                            .view(by_pixel.sizes())
                            .permute({0, 3, 1, 2});
    }
    // The assignment frees the tensor before the norm, which is as large as the whole video.
    hidden_states = norm2_.forward_silu(hidden_states);
    hidden_states = conv2_.forward(hidden_states);
    return nn::sum_into(hidden_states, conv_shortcut_ ? conv_shortcut_->forward(input) : input);
}

TemporalResnetBlock::TemporalResnetBlock(const nn::Weights& weights, std::int64_t channels, std::int64_t temb_channels,
                                         double eps)
    : norm1_(weights.sub("norm1"), channels, eps),
      conv1_(weights.sub("conv1"), channels, channels),
      time_emb_proj_(make_time_emb_proj(weights, temb_channels, channels)),
      norm2_(weights.sub("norm2"), channels, eps),
      conv2_(weights.sub("conv2"), channels, channels) {}

at::Tensor TemporalResnetBlock::forward(const at::Tensor& video, const at::Tensor& temb) const {
    auto hidden_states = conv1_.forward(norm1_.forward_video_silu(video));
    if (time_emb_proj_) hidden_states = hidden_states + time_emb_proj_->forward(temb);
    return video + conv2_.forward(norm2_.forward_video_silu(hidden_states));
}

// The mix of x with x + f(x) is x + weight * f(x), so the last convolution adds its result to the video at once.
void TemporalResnetBlock::mix_into(at::Tensor& video, const at::Tensor& temb, const AlphaBlender& mixer) const {
    auto hidden_states = conv1_.forward(norm1_.forward_video_silu(video));
    if (time_emb_proj_) hidden_states.add_(time_emb_proj_->forward(temb));
    hidden_states = norm2_.forward_video_silu(hidden_states);
    conv2_.add_to(video, hidden_states, mixer.temporal_weight());
}

void TemporalResnetBlock::mix_into(Frames& frames, const AlphaBlender& mixer, const SlicedWork& work) const {
    const auto count = static_cast<std::int64_t>(frames.size());
    const auto channels = frames.front().size(1), pixels = frames.front().size(2) * frames.front().size(3);
    const auto element_bytes = static_cast<std::int64_t>(frames.front().element_size());
    const auto pixel_bytes = channels * count * element_bytes;
    const auto strip = std::clamp(work.strip_bytes / pixel_bytes, std::min(pixels, fewest_pixels), pixels);

    std::vector<at::Tensor> by_pixel;  // for each frame: [pixels, channels]
    for (const auto& frame : frames) by_pixel.push_back(frame.permute({0, 2, 3, 1}).view({pixels, channels}));
    if (nn::gradients_enabled()) {
        const auto video = at::stack(by_pixel);
        const auto mixed = mixer.mix_into(video, forward(video, {}));
        for (std::int64_t i = 0; i < count; ++i) {
            auto& frame = frames[static_cast<std::size_t>(i)];
            frame = mixed[i].view(frame.permute({0, 2, 3, 1}).sizes()).permute({0, 3, 1, 2});
        }
        return;
    }
    const auto gather = [&](std::int64_t begin, std::int64_t length) {  // -> [frames, length, channels]
        std::vector<at::Tensor> parts;
        for (const auto& frame : by_pixel) parts.push_back(frame.narrow(0, begin, length));
        return at::stack(parts);
    };
    nn::GroupStatistics first, second;
    for (const auto& frame : by_pixel) first.add(frame);
    const auto after_conv1 = [&](const at::Tensor& input) { return conv1_.forward(norm1_.forward_silu(input, first)); };

    const bool keep = pixel_bytes * pixels <= work.working_set_bytes;
    const bool one_for_all = frames.front().is_meta() && !keep;
    std::vector<at::Tensor> kept;
    in_strips(pixels, strip, one_for_all, [&](std::int64_t begin, std::int64_t length) {
        const auto hidden_states = after_conv1(gather(begin, length));
        second.add(hidden_states);
        if (keep) kept.push_back(hidden_states);
        work.pause();
    });
    in_strips(pixels, strip, one_for_all, [&](std::int64_t begin, std::int64_t length) {
        auto input = gather(begin, length);
        auto hidden_states = keep ? std::move(kept[static_cast<std::size_t>(begin / strip)]) : after_conv1(input);
        hidden_states = norm2_.forward_silu(hidden_states, second);
        conv2_.add_to(input, hidden_states, mixer.temporal_weight());
        for (std::int64_t i = 0; i < count; ++i)
            by_pixel[static_cast<std::size_t>(i)].narrow(0, begin, length).copy_(input[i]);
        work.pause();
    });
}

AlphaBlender::AlphaBlender(const nn::Weights& weights, bool switch_spatial_to_temporal_mix)
    : mix_factor_(weights.get("mix_factor", {1})), is_switched_(switch_spatial_to_temporal_mix) {
    // In a dry run or a recording the factor has no value.
    const double alpha = mix_factor_.is_meta() ? 0.5 : at::sigmoid(mix_factor_.to(at::kFloat)).item<double>();
    temporal_weight_ = is_switched_ ? alpha : 1 - alpha;
}

at::Tensor AlphaBlender::mix_into(const at::Tensor& spatial, const at::Tensor& temporal) const {
    if (!nn::gradients_enabled()) return spatial.lerp_(temporal, temporal_weight_);
    const auto alpha = at::sigmoid(mix_factor_);
    return at::lerp(spatial, temporal, is_switched_ ? alpha : 1 - alpha);
}

SpatioTemporalResBlock::SpatioTemporalResBlock(const nn::Weights& weights, const Config& config)
    : spatial_res_block_(weights.sub("spatial_res_block"), config.in_channels, config.out_channels,
                         config.temb_channels, config.eps),
      temporal_res_block_(weights.sub("temporal_res_block"), config.out_channels, config.temb_channels,
                          config.temporal_eps),
      time_mixer_(weights.sub("time_mixer"), config.switch_spatial_to_temporal_mix) {}

at::Tensor SpatioTemporalResBlock::forward(const at::Tensor& input, const at::Tensor& temb,
                                           std::int64_t num_frames) const {
    auto spatial = spatial_res_block_.forward(input, temb);
    const auto videos =
        spatial.permute({0, 2, 3, 1}).view({-1, num_frames, spatial.size(2) * spatial.size(3), spatial.size(1)});
    if (nn::gradients_enabled()) {
        std::vector<at::Tensor> mixed;
        for (std::int64_t i = 0; i < videos.size(0); ++i)
            mixed.push_back(time_mixer_.mix_into(videos[i], temporal_res_block_.forward(videos[i], temb[i])));
        return at::stack(mixed).view(spatial.permute({0, 2, 3, 1}).sizes()).permute({0, 3, 1, 2});
    }
    for (std::int64_t i = 0; i < videos.size(0); ++i) {
        auto video = videos[i];
        temporal_res_block_.mix_into(video, temb[i], time_mixer_);
    }
    return spatial;
}

void SpatioTemporalResBlock::forward(Frames& frames, const std::function<at::Tensor(const at::Tensor&)>& before,
                                     const SlicedWork& work) const {
    for (auto& frame : frames) {
        if (before) frame = before(frame);
        frame = spatial_res_block_.forward(frame, {});
        work.pause();
    }
    temporal_res_block_.mix_into(frames, time_mixer_, work);
}

Downsample2D::Downsample2D(const nn::Weights& weights, std::int64_t channels, Padding padding)
    : padding_(padding), conv_(weights.sub("conv"), channels, channels, 3, 2, padding == Padding::all_sides ? 1 : 0) {}

at::Tensor Downsample2D::forward(const at::Tensor& hidden_states) const {
    if (padding_ == Padding::all_sides) return conv_.forward(hidden_states);
    return conv_.forward(at::constant_pad_nd(hidden_states, {0, 1, 0, 1}, 0));
}

Upsample2D::Upsample2D(const nn::Weights& weights, std::int64_t channels)
    : conv_(weights.sub("conv"), channels, channels, 3, 1, 1) {}

at::Tensor Upsample2D::forward(const at::Tensor& hidden_states) const {
    return forward(hidden_states, {hidden_states.size(2) * 2, hidden_states.size(3) * 2});
}

at::Tensor Upsample2D::forward(const at::Tensor& hidden_states, at::IntArrayRef output_size) const {
    return conv_.forward(at::upsample_nearest2d(hidden_states, output_size));
}

}  // namespace stillwave::svd
