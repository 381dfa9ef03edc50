#include "training/clip_renderer.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/full.h>
#include <ATen/ops/grid_sampler_2d.h>
#include <ATen/ops/stack.h>

#include <utility>

namespace stillwave::training {
namespace {

constexpr std::int64_t bilinear = 0, bicubic = 2, border = 1, reflection = 2;  // libtorch's numbers
constexpr int most_inverse_steps = 40;
constexpr double inverse_accuracy_px = 0.005;

/// Pixel places [2, height, width], x before y.
at::Tensor places(std::int64_t height, std::int64_t width) {
    return at::stack({at::arange(width, at::kFloat).unsqueeze(0).expand({height, width}),
                      at::arange(height, at::kFloat).unsqueeze(1).expand({height, width})});
}

/// `pictures` [frames, channels, rows, columns] at `where` [frames, 2, height, width], px.
at::Tensor sampled(const at::Tensor& pictures, const at::Tensor& where, std::int64_t interpolation,
                   std::int64_t padding) {
    const auto scaled = [&](std::int64_t axis, std::int64_t size) {
        return (where.select(1, axis) * 2 + 1) / static_cast<double>(size) - 1;
    };
    const auto grid = at::stack({scaled(0, pictures.size(3)), scaled(1, pictures.size(2))}, -1);
    return at::grid_sampler_2d(pictures, grid, interpolation, padding, false);
}

/// b with b(p) = -f(p + b(p)).
at::Tensor inverse_of(const at::Tensor& flow) {
    const auto here = places(flow.size(2), flow.size(3));
    auto inverse = -flow;
    for (int i = 0; i < most_inverse_steps; ++i) {
        const auto before = std::exchange(inverse, -sampled(flow, here + inverse, bilinear, border));
        if ((inverse - before).abs().max().item<double>() < inverse_accuracy_px) break;
    }
    return inverse;
}

}  // namespace

RenderedClip render_clip(const PhotoCrop& crop, std::int64_t num_frames, const ClipMotion& motion, double amplitude) {
    const auto photo = crop.first_frame().contiguous();
    RenderedClip clip;
    clip.backward_flow = backward_flow(photo, num_frames, motion, amplitude);
    clip.forward_flow = inverse_of(clip.backward_flow);

    const auto corner =
        places(crop.height, crop.width) + at::stack({at::full({1, 1}, static_cast<double>(crop.left), at::kFloat),
                                                     at::full({1, 1}, static_cast<double>(crop.top), at::kFloat)});
    const auto later = clip.backward_flow.slice(0, 1);
    const auto surroundings = crop.surroundings.unsqueeze(0).expand({num_frames - 1, -1, -1, -1});
    auto moved = sampled(surroundings, corner + later, bicubic, reflection);
    const auto gain = shimmer_gain(photo.sizes(), num_frames, motion).slice(0, 1);
    moved = ((moved + 1) * gain - 1).clamp(-1, 1);
    clip.frames = at::cat({photo.unsqueeze(0), moved});
    return clip;
}

}  // namespace stillwave::training
