#include "media/letterbox_fill.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vips/vips8>

#include "media/vips_start.h"
#include "types/error.h"

namespace stillwave::media {
namespace {

using vips::VImage;

/// The blur's sigma as a fraction of the frame's long side.
constexpr double blur_part = 1.0 / 40.0;
/// The frame is blurred at this fraction of its size, which is a 64th of the pixels and looks the same.
constexpr double blur_scale = 1.0 / 8.0;

void check_rectangle(const Image& frame, const FrameRectangle& picture) {
    if (picture.width > 0 && picture.height > 0 && picture.x >= 0 && picture.y >= 0 &&
        picture.x <= frame.width - picture.width && picture.y <= frame.height - picture.height)
        return;
    throw Error(ErrorCode::invalid_argument, "A picture of " + std::to_string(picture.width) + " x " +
                                                 std::to_string(picture.height) + " pixels at " +
                                                 std::to_string(picture.x) + ", " + std::to_string(picture.y) +
                                                 " does not lie inside a frame of " + std::to_string(frame.width) +
                                                 " x " + std::to_string(frame.height) + ".");
}

// The VImage refers to the image's pixels, and nothing writes to them.
VImage view(const Image& image) {
    auto* pixels = const_cast<std::uint8_t*>(image.data());
    return VImage::new_from_memory(pixels, image.size_bytes(), image.width, image.height, Image::channels,
                                   VIPS_FORMAT_UCHAR);
}

// Enlarges the image until it covers width x height px, and cuts that size out of its middle.
VImage covering(const VImage& image, int width, int height) {
    const double scale =
        std::max(static_cast<double>(width) / image.width(), static_cast<double>(height) / image.height());
    // libvips rounds sizes, so the image is enlarged to one pixel more than needed.
    const double horizontal = std::max(scale, (width + 1.0) / image.width());
    const double vertical = std::max(scale, (height + 1.0) / image.height());
    const VImage large =
        image.resize(horizontal, VImage::option()->set("vscale", vertical)->set("kernel", VIPS_KERNEL_CUBIC));
    return large.extract_area((large.width() - width) / 2, (large.height() - height) / 2, width, height);
}

}  // namespace

Image crop_to(const Image& frame, const FrameRectangle& picture) {
    check_rectangle(frame, picture);
    if (picture == FrameRectangle{0, 0, frame.width, frame.height}) return frame;
    std::vector<std::uint8_t> pixels;
    const std::size_t row_bytes = static_cast<std::size_t>(picture.width) * Image::channels;
    pixels.reserve(row_bytes * static_cast<std::size_t>(picture.height));
    for (int y = 0; y < picture.height; ++y) {
        const std::size_t first_pixel =
            static_cast<std::size_t>(picture.y + y) * static_cast<std::size_t>(frame.width) +
            static_cast<std::size_t>(picture.x);
        const std::uint8_t* row = frame.data() + first_pixel * Image::channels;
        pixels.insert(pixels.end(), row, row + row_bytes);
    }
    return Image(picture.width, picture.height, std::move(pixels));
}

Image blur_bars(const Image& frame, const FrameRectangle& picture) {
    check_rectangle(frame, picture);
    if (picture == FrameRectangle{0, 0, frame.width, frame.height}) return frame;
    start_vips();
    try {
        const VImage inside = view(frame).extract_area(picture.x, picture.y, picture.width, picture.height);
        const auto small_side = [](int side) { return std::max(1, static_cast<int>(std::lround(side * blur_scale))); };
        const VImage small = covering(inside, small_side(frame.width), small_side(frame.height)).copy_memory();
        const double sigma = std::max(frame.width, frame.height) * blur_part * blur_scale;
        // The blur reads beyond the edges, so copies of the edge pixels are added there.
        const int margin = static_cast<int>(std::ceil(3 * sigma));
        const VImage wide = small.embed(margin, margin, small.width() + 2 * margin, small.height() + 2 * margin,
                                        VImage::option()->set("extend", VIPS_EXTEND_COPY));
        const VImage blurred =
            wide.gaussblur(std::max(sigma, 0.5)).extract_area(margin, margin, small.width(), small.height());
        const VImage filled = covering(blurred, frame.width, frame.height).insert(inside, picture.x, picture.y);
        std::size_t size = 0;
        const std::unique_ptr<void, void (*)(void*)> memory(filled.write_to_memory(&size), g_free);
        const auto* begin = static_cast<const std::uint8_t*>(memory.get());
        return Image(frame.width, frame.height, std::vector<std::uint8_t>(begin, begin + size));
    } catch (const vips::VError& error) {
        const std::string detail = error.what();
        vips_error_clear();
        throw Error(ErrorCode::internal, "The bars beside the picture cannot be filled.", detail);
    }
}

FrameRectangle scaled(const FrameRectangle& picture, double scale_x, double scale_y) {
    const auto up = [](double value) { return static_cast<int>(std::ceil(value - 1e-6)); };
    const auto down = [](double value) { return static_cast<int>(std::floor(value + 1e-6)); };
    FrameRectangle result;
    result.x = up(picture.x * scale_x);
    result.y = up(picture.y * scale_y);
    result.width = down((picture.x + picture.width) * scale_x) - result.x;
    result.height = down((picture.y + picture.height) * scale_y) - result.y;
    return result;
}

}  // namespace stillwave::media
