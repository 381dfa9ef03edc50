#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// Windows bitmaps by libavcodec: libvips reads them only through ImageMagick. Internal to the room.
namespace stillwave::media {

struct BmpSize {
    std::int64_t width = 0;   ///< px
    std::int64_t height = 0;  ///< px
};

/// The size that the header states, before memory is taken. `bytes` holds at least 26.
BmpSize bmp_size(std::span<const std::byte> bytes);

struct BmpPicture {
    int width = 0;     ///< px
    int height = 0;    ///< px
    int channels = 3;  ///< 3: RGB; 4: RGB and alpha
    std::vector<std::uint8_t> pixels;
};

/// Throws Error(photo_unreadable) for a damaged or shortened file; `name` is what errors call it.
BmpPicture decode_bmp(std::span<const std::byte> bytes, const std::string& name);

}  // namespace stillwave::media
