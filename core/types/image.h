#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace stillwave {

/// An upright sRGB image in memory: 8 bits a channel, RGB interleaved, rows packed from top to bottom. Copies share the
/// pixels, which never change once the image is made.
struct Image {
    int width = 0;   ///< px
    int height = 0;  ///< px
    std::shared_ptr<const std::vector<std::uint8_t>> pixels;

    static constexpr int channels = 3;

    Image() = default;
    Image(int width_px, int height_px, std::vector<std::uint8_t> rgb)
        : width(width_px),
          height(height_px),
          pixels(std::make_shared<const std::vector<std::uint8_t>>(std::move(rgb))) {}

    bool empty() const { return !pixels || pixels->empty(); }
    const std::uint8_t* data() const { return pixels->data(); }
    std::size_t size_bytes() const {
        return static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * channels;
    }
};

}  // namespace stillwave
