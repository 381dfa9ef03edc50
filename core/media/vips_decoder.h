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

/// Decoding, colour and turning by libvips, whose handles stay in the .cpp. Internal to the room.
namespace stillwave::media {

/// Called with the header's width and height before memory is taken; throws to refuse them.
using CheckSize = std::function<void(std::int64_t width, std::int64_t height)>;

/// Decodes all formats but BMP. `name` is what errors call the file. A JPEG is decoded at a half, a quarter or an
/// eighth of its size where its long side stays at least `long_side_px`; 0 asks for all of it. Throws
/// Error(photo_unreadable).
Image decode_with_vips(std::span<const std::byte> bytes, PhotoFormat format, const std::string& name,
                       const std::array<std::uint8_t, 3>& background, const CheckSize& check_size, int long_side_px);

/// A bitmap over the background.
Image flatten(const BmpPicture& picture, const std::array<std::uint8_t, 3>& background);

}  // namespace stillwave::media
