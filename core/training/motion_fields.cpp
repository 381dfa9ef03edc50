#include "training/motion_fields.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/adaptive_avg_pool2d.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/linspace.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/silu.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/upsample_bicubic2d.h>
#include <ATen/ops/upsample_bilinear2d.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "training/draws.h"

namespace stillwave::training {
namespace {

constexpr double reference_fps = 7, reference_steps = 13;  // from the first to the 14th frame
constexpr std::int64_t frequencies = 16;
constexpr double base_frequency = 0.25;  // Hz
constexpr double sway_size = 0.5;        // of a camera move's
constexpr double brightest_shimmer = 0.25;

at::Tensor unit(const at::Tensor& field) {
    return field / field.square().sum(0).mean().sqrt().clamp_min(1e-9);
}

/// Horizontal and vertical place from the middle, px: [height, width] each.
struct Grid {
    at::Tensor x, y;
};

Grid centred_grid(std::int64_t height, std::int64_t width) {
    const auto axis = [](std::int64_t size) {
        return at::arange(size, at::kFloat) - static_cast<double>(size - 1) / 2;
    };
    return {axis(width).unsqueeze(0).expand({height, width}), axis(height).unsqueeze(1).expand({height, width})};
}

at::Tensor vector_field(const at::Tensor& x, const at::Tensor& y) {
    return at::stack({x, y});
}

/// [frames, frequencies]: cos(2 pi f t) - 1 and sin(2 pi f t), over the frequency. What is above half the frame rate
/// would only look like another frequency and is left out.
std::pair<at::Tensor, at::Tensor> waves(std::int64_t num_frames, double fps) {
    const auto number = at::arange(1, frequencies + 1, at::kFloat);
    const auto weight = (number * base_frequency <= fps / 2).to(at::kFloat) / number;
    const auto seconds = at::arange(num_frames, at::kFloat) / fps;
    const auto angle = seconds.unsqueeze(1) * number * (2 * std::numbers::pi * base_frequency);
    return {(angle.cos() - 1) * weight, angle.sin() * weight};
}

/// Random smooth pictures that move as waves do: [frames, channels, height, width], zero in frame 0. Their root mean
/// square over the frames is 1.
at::Tensor waving(std::int64_t num_frames, double fps, std::int64_t channels, std::int64_t height, std::int64_t width,
                  const at::Generator& generator) {
    constexpr std::int64_t rows = 4, columns = 5;
    const auto [cosines, sines] = waves(num_frames, fps);
    const auto draw = [&] { return at::randn({frequencies, channels * rows * columns}, generator, at::kFloat); };
    const auto coarse = at::matmul(cosines, draw()) + at::matmul(sines, draw());
    const auto field =
        at::upsample_bicubic2d(coarse.view({num_frames, channels, rows, columns}), {height, width}, true);
    return field / field.slice(0, 1).square().mean().sqrt().clamp_min(1e-9);
}

/// The part of the picture where water is: 1 below, 0 above, soft between. [height, width].
at::Tensor water_mask(std::int64_t height, std::int64_t width) {
    return at::sigmoid((at::linspace(0, 1, height) - 0.65) / 0.05).unsqueeze(1).expand({height, width});
}

}  // namespace

std::array<double, moves> shares_of(const std::vector<double>& code) {
    constexpr double sharpness = 8, softness = 0.25;
    // Push-ins are shown more often than pull-outs. Each kind is favoured or not so that the moves that look best lead
    // more clips.
    constexpr std::array<double, moves> lean = {0.3};
    constexpr std::array<double, moves> favour = {0.12, 0, -0.05, -0.18, 0.05, -0.03};
    constexpr auto shimmer = static_cast<std::size_t>(Move::shimmer);
    const auto count = std::min(code.size(), moves);
    std::array<double, moves> shares{};
    double total = 0;
    for (std::size_t i = 0; i < std::min(count, shimmer); ++i) {
        const double z = code[i] + lean[i], size = std::hypot(z, softness);
        const double weight = std::exp(sharpness * (size + favour[i]));
        total += weight;
        shares[i] = weight * z / size;
    }
    for (auto& share : shares) share /= std::max(total, 1e-300);
    if (count > shimmer) shares[shimmer] = std::clamp(code[shimmer] * std::abs(code[shimmer]), -1.0, 1.0);
    return shares;
}

at::Tensor depth_prior(const at::Tensor& photo) {
    const auto height = photo.size(1), width = photo.size(2);
    const auto smooth = [&](const at::Tensor& picture) {  // [height, width]
        const auto coarse = at::adaptive_avg_pool2d(picture.unsqueeze(0).unsqueeze(0), {6, 8});
        return at::upsample_bicubic2d(coarse, {height, width}, true)[0][0];
    };
    const auto grey = photo.mean(0);
    const auto across = grey.diff(1, 1).abs();
    auto detail = smooth(across);
    detail = (detail / detail.amax().clamp_min(1e-6)).clamp(0, 1);
    const auto [x, y] = centred_grid(height, width);
    const double spread = 0.3 * static_cast<double>(std::min(height, width));
    const auto middle = at::exp((x.square() + y.square()) / (-2 * spread * spread));
    const auto ground = y / static_cast<double>(height) + 0.5;
    return 0.5 * ground + 0.25 * middle + 0.25 * detail;
}

at::Tensor breeze_mask(const at::Tensor& photo) {
    constexpr double steepness = 100, below_the_middle = 8;
    const auto cells = at::avg_pool2d(photo.unsqueeze(0), {8, 8})[0];
    const auto red = cells[0], green = cells[1], blue = cells[2];
    const auto above = [&](const at::Tensor& index, double none, double full) {
        const auto part = [&](double threshold) { return at::silu(steepness * (index - threshold)); };
        return (part(none) - part(full)) / (steepness * (full - none));
    };
    const auto leaves = above(green - (red + blue) / 2, 0.03, 0.12),
               water = above(1.12 * blue + 0.12 * green - 0.88 * red, 0.37, 0.52);
    // Means of 2 x 2 cells twice, and back by interpolation; nothing lies beyond the edges.
    const auto box = at::tensor({0.0F, 0.0F, 0.0F, 0.0F, 0.25F, 0.25F, 0.0F, 0.25F, 0.25F}).view({1, 1, 3, 3});
    const auto tent = at::tensor({1.0F, 2.0F, 1.0F, 2.0F, 4.0F, 2.0F, 1.0F, 2.0F, 1.0F}).view({1, 1, 3, 3}) / 16;
    const auto doubled = [&](const at::Tensor& mask, at::IntArrayRef size) {
        const auto wide = mask.repeat_interleave(2, 2).repeat_interleave(2, 3);
        return at::conv2d(wide.slice(2, 0, size[2]).slice(3, 0, size[3]), tent, {}, 1, 1);
    };
    const auto fine = at::stack({leaves, water}).unsqueeze(1);
    const auto half = at::conv2d(fine, box, {}, 2, 1), quarter = at::conv2d(half, box, {}, 2, 1);
    const auto smooth = doubled(doubled(quarter, half.sizes()), fine.sizes());
    const auto rows = fine.size(2);
    const auto down =
        (at::arange(rows, at::kFloat) - static_cast<double>(rows - 1) / 2).unsqueeze(1) * (below_the_middle / 16);
    return smooth[0][0] + (smooth[1][0] + down).relu() - down.relu();
}

at::Tensor backward_flow(const at::Tensor& photo, std::int64_t num_frames, const ClipMotion& motion, double amplitude) {
    constexpr double pull_out = 0.85, breeze_size = 0.7, breeze_period = 4 * reference_steps / 3;  // frames
    // The push-in that goes with each kind.
    constexpr std::array<double, moves> accompanying = {0, 0.08, 0.11, 0.09, 0.06, 0.3};
    const auto height = photo.size(1), width = photo.size(2);
    const auto shares = shares_of(motion.code);
    const auto share = [&](Move move) { return shares[static_cast<std::size_t>(move)]; };
    const auto [x, y] = centred_grid(height, width);
    const auto none = at::zeros_like(x), all = at::ones({height, width});
    const double reach = static_cast<double>(width + height) / 2;

    // The kinds that move at a constant speed, at their place in the 14th frame at 7 fps.
    double push_in = share(Move::push_in) * (share(Move::push_in) > 0 ? 1 : pull_out);
    for (std::size_t i = 0; i < moves; ++i) push_in += std::abs(shares[i]) * accompanying[i];
    const auto ground = (y / static_cast<double>(height) + 0.5) * 2;
    auto steady = 2.5 * push_in * vector_field(x, y) + 2.5 * share(Move::roll) * vector_field(y, -x) +
                  reach * (share(Move::pan) * vector_field(all, none) + share(Move::tilt) * vector_field(none, all) +
                           share(Move::parallax) * vector_field(ground, none));
    const auto water = water_mask(height, width);
    if (share(Move::water) != 0) steady = steady + reach * share(Move::water) * unit(vector_field(water, none));
    if (share(Move::dolly) != 0) {
        const auto depth = depth_prior(photo);
        steady = steady + reach * share(Move::dolly) * unit(vector_field(x * depth, y * depth));
    }
    const auto frames = at::arange(num_frames, at::kFloat).view({-1, 1, 1, 1});
    auto flow = frames / reference_steps * (reference_fps / motion.fps) * steady;
    if (share(Move::breeze) != 0) {
        const auto mask = at::upsample_bilinear2d(breeze_mask(photo).unsqueeze(0).unsqueeze(0), {height, width}, false);
        const auto wave = (frames * (2 * std::numbers::pi / breeze_period)).sin() * (reference_fps / motion.fps);
        flow = flow + wave * (reach * breeze_size * share(Move::breeze)) * vector_field(mask[0][0], none);
    }
    if (share(Move::sway) != 0) {
        // Things that stand on the ground sway at their upper part, sideways more than up and down.
        const auto generator = generator_of(static_cast<std::int64_t>(motion.texture_seed), Purpose::training_pass, 0);
        // Bounded, so that no place folds over its neighbour.
        auto sway = waving(num_frames, motion.fps, 2, height, width, generator).tanh() * (1 - water);
        sway = sway * at::stack({all, all * 0.3});
        const auto size = sway.slice(0, 1).square().sum(1).mean().sqrt().clamp_min(1e-9);
        flow = flow + share(Move::sway) * reach * sway_size / size * sway;
    }
    return flow * (-amplitude * static_cast<double>(motion.motion_bucket_id) / 255);
}

at::Tensor shimmer_gain(at::IntArrayRef photo_sizes, std::int64_t num_frames, const ClipMotion& motion) {
    const double strength = shares_of(motion.code)[static_cast<std::size_t>(Move::shimmer)] * brightest_shimmer *
                            static_cast<double>(motion.motion_bucket_id) / 255;
    const auto height = photo_sizes[1], width = photo_sizes[2];
    if (strength == 0) return at::ones({num_frames, 1, height, width});
    const auto generator = generator_of(static_cast<std::int64_t>(motion.texture_seed), Purpose::training_pass, 1);
    return 1 + strength * waving(num_frames, motion.fps, 1, height, width, generator).tanh();
}

}  // namespace stillwave::training
