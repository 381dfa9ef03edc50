#include "exporting/upscaled_image.h"

#include <ATen/ops/from_blob.h>

#include <algorithm>
#include <cstring>

#include "media/crop.h"

namespace stillwave {

Image upscaled(const enhance::Upscaler& upscaler, const Image& image, int scale, const std::stop_token& stop) {
    // from_blob takes no const memory; the tensor is only read.
    auto* bytes = const_cast<std::uint8_t*>(image.data());
    const auto pixels = at::from_blob(bytes, {1, image.height, image.width, Image::channels}, at::kByte)
                            .permute({0, 3, 1, 2})
                            .contiguous();
    enhance::UpscaleOptions options;
    options.scale = std::min(scale, upscaler.scale());
    const auto result = upscaler.upscale(pixels, options, {}, stop)[0].permute({1, 2, 0}).contiguous();
    std::vector<std::uint8_t> rgb(static_cast<std::size_t>(result.numel()));
    std::memcpy(rgb.data(), result.const_data_ptr<std::uint8_t>(), rgb.size());
    return {static_cast<int>(result.size(1)), static_cast<int>(result.size(0)), std::move(rgb)};
}

Image resized(const Image& image, int width, int height) {
    if (image.width == width && image.height == height) return image;
    return media::crop_and_resize(image, {0, 0, static_cast<double>(image.width), static_cast<double>(image.height)},
                                  width, height);
}

}  // namespace stillwave
