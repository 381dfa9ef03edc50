#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// Windows bitmaps, decoded by libavcodec, because libvips reads them only through ImageMagick. Internal to the room.
namespace stillwave::media {

struct BmpSize {
    std::int64_t width = 0;   ///< px
    std::int64_t height = 0;  ///< px
};

/// Reads the size in a bitmap's header, so that the size can be checked before the pixels take memory. `bytes` holds at
/// least 26 bytes.
BmpSize bmp_size(std::span<const std::byte> bytes);

struct BmpPicture {
    int width = 0;     ///< px
    int height = 0;    ///< px
    int channels = 3;  ///< 3: RGB; 4: RGB and alpha
    std::vector<std::uint8_t> pixels;
};

/// Decodes a bitmap. Throws Error(photo_unreadable) for a damaged or shortened file, which the message calls `name`.
BmpPicture decode_bmp(std::span<const std::byte> bytes, const std::string& name);

}  // namespace stillwave::media
