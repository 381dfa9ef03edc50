#include "training/photo_crops.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/_upsample_bicubic2d_aa.h>
#include <ATen/ops/tensor.h>

#include <algorithm>
#include <cmath>

#include "training/draws.h"

namespace stillwave::training {
namespace {

// A move's way, and some room for what a cubic filter takes in.
constexpr double surroundings_share = 0.3;

/// `scale`: of the largest crop; `x`, `y`: its place, 0..1.
PhotoCrop crop_at(const at::Tensor& photo, std::int64_t width, std::int64_t height, double scale, double x, double y) {
    const auto photo_width = static_cast<double>(photo.size(2)), photo_height = static_cast<double>(photo.size(1));
    const double photo_px =
        scale * std::min(photo_width / static_cast<double>(width), photo_height / static_cast<double>(height));
    const auto whole_width = std::max(width, std::lround(photo_width / photo_px));
    const auto whole_height = std::max(height, std::lround(photo_height / photo_px));
    auto whole = photo.to(at::kFloat).unsqueeze(0);
    whole = at::_upsample_bicubic2d_aa(whole, at::IntArrayRef({whole_height, whole_width}), false).clamp(0, 255)[0] /
                127.5 -
            1;

    PhotoCrop crop{whole, std::lround(x * static_cast<double>(whole_width - width)),
                   std::lround(y * static_cast<double>(whole_height - height)), width, height};
    const auto cut = [&](std::int64_t dimension, std::int64_t& begin, std::int64_t length) {
        const auto margin = std::lround(surroundings_share * static_cast<double>(length));
        const auto from = std::max<std::int64_t>(0, begin - margin);
        const auto to = std::min(whole.size(dimension), begin + length + margin);
        crop.surroundings = crop.surroundings.narrow(dimension, from, to - from);
        begin -= from;
    };
    cut(1, crop.top, height);
    cut(2, crop.left, width);
    return crop;
}

at::Tensor jittered(at::Tensor pixels, double strength, const at::Generator& generator) {
    const auto factor = [&] { return draw_uniform(generator, 1 - strength, 1 + strength); };
    const auto weights = at::tensor({0.299F, 0.587F, 0.114F}).view({3, 1, 1});
    const double brightness = factor() - 1, contrast = factor(), saturation = factor();
    const auto grey = (pixels * weights).sum(0, true);
    pixels = grey + (pixels - grey) * saturation;
    const auto mean = grey.mean();
    return ((pixels - mean) * contrast + mean + brightness).clamp(-1, 1);
}

}  // namespace

at::Tensor PhotoCrop::first_frame() const {
    return surroundings.narrow(1, top, height).narrow(2, left, width);
}

PhotoCrop draw_crop(const at::Tensor& photo, const TrainingSettings& settings, const at::Generator& generator) {
    const double scale = draw_uniform(generator, settings.crop_scale_min, 1);
    const double x = draw_uniform(generator, 0, 1), y = draw_uniform(generator, 0, 1);
    const bool flip = settings.random_flip && draw_uniform(generator, 0, 1) < 0.5;
    auto crop = crop_at(photo, settings.width, settings.height, scale, x, y);
    if (settings.color_jitter > 0) crop.surroundings = jittered(crop.surroundings, settings.color_jitter, generator);
    if (flip) {
        crop.left = crop.surroundings.size(2) - crop.left - crop.width;
        crop.surroundings = crop.surroundings.flip({2});
    }
    return crop;
}

PhotoCrop middle_crop(const at::Tensor& photo, std::int64_t width, std::int64_t height) {
    return crop_at(photo, width, height, 1, 0.5, 0.5);
}

}  // namespace stillwave::training
