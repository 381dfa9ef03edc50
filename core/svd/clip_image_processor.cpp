#include "svd/clip_image_processor.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/reflection_pad2d.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/upsample_bicubic2d.h>

#include <algorithm>

namespace stillwave::svd {
namespace {

struct Blur {
    double sigma;
    std::int64_t kernel_size;
};

Blur blur_for(std::int64_t from, std::int64_t to) {
    const double factor = static_cast<double>(from) / static_cast<double>(to);
    const double sigma = std::max((factor - 1.0) / 2.0, 0.001);
    const auto kernel_size = static_cast<std::int64_t>(std::max(4.0 * sigma, 3.0));
    return {sigma, kernel_size | 1};  // odd
}

at::Tensor gaussian(const Blur& blur, const at::TensorOptions& options) {
    const auto x = at::arange(blur.kernel_size, options) - static_cast<double>(blur.kernel_size / 2);
    const auto weights = (-x.square() / (2.0 * blur.sigma * blur.sigma)).exp();
    return weights / weights.sum();
}

}  // namespace

at::Tensor resize_with_antialiasing(const at::Tensor& pixels, std::int64_t size) {
    const auto channels = pixels.size(1), height = pixels.size(2), width = pixels.size(3);
    const Blur blur_x = blur_for(width, size), blur_y = blur_for(height, size);
    const auto kernel_x = gaussian(blur_x, pixels.options()).view({1, 1, 1, -1}).repeat({channels, 1, 1, 1});
    const auto kernel_y = gaussian(blur_y, pixels.options()).view({1, 1, -1, 1}).repeat({channels, 1, 1, 1});
    const auto half_x = blur_x.kernel_size / 2, half_y = blur_y.kernel_size / 2;

    const auto convolve = [channels](const at::Tensor& padded, const at::Tensor& kernel) {
        return at::conv2d(padded, kernel, {}, {1, 1}, at::IntArrayRef{0, 0}, {1, 1}, channels);
    };
    auto blurred = convolve(at::reflection_pad2d(pixels, {half_x, half_x, 0, 0}), kernel_x);
    blurred = convolve(at::reflection_pad2d(blurred, {0, 0, half_y, half_y}), kernel_y);
    return at::upsample_bicubic2d(blurred, {size, size}, /*align_corners=*/true);
}

at::Tensor clip_pixel_values(const at::Tensor& pixels, const ImageProcessorConfig& config, std::int64_t image_size) {
    const auto resized = (resize_with_antialiasing(pixels, image_size) + 1.0) / 2.0;
    const auto per_channel = [&](const std::array<double, 3>& values) {
        return at::tensor(at::ArrayRef<double>(values.data(), values.size()), pixels.options()).view({1, 3, 1, 1});
    };
    return (resized - per_channel(config.image_mean)) / per_channel(config.image_std);
}

}  // namespace stillwave::svd
