#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "media/bmp_reader.h"
#include "media/photo_format.h"
#include "types/image.h"

/// Photos, decoded, turned and converted to sRGB by libvips, whose types stay in the .cpp. Internal to the room.
namespace stillwave::media {

/// A function that is called with the header's width and height, px, before memory is taken; it throws to refuse them.
using CheckSize = std::function<void(std::int64_t width, std::int64_t height)>;

/// Decodes a photo of any format but BMP to upright sRGB over the background. A JPEG is decoded at a half, a quarter or
/// an eighth of its size where its long side stays at least `long_side_px`; 0 keeps its size. The call blocks; one
/// photo is decoded at a time. Throws Error(photo_unreadable), whose message calls the file `name`, and what
/// `check_size` throws.
Image decode_with_vips(std::span<const std::byte> bytes, PhotoFormat format, const std::string& name,
                       const std::array<std::uint8_t, 3>& background, const CheckSize& check_size, int long_side_px);

/// Lays a bitmap with an alpha channel over the background. Throws Error(internal).
Image flatten(const BmpPicture& picture, const std::array<std::uint8_t, 3>& background);

}  // namespace stillwave::media
