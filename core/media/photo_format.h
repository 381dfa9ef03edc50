#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace stillwave::media {

/// heif: HEIC and AVIF, which are one container with two codecs.
enum class PhotoFormat { jpeg, png, webp, tiff, bmp, heif };

/// What a file is by its first bytes; `name` is what errors call it. Throws Error(photo_unreadable) that says what was
/// found instead of a picture, where that is easily told. Internal to the room.
PhotoFormat detect_photo_format(std::span<const std::byte> bytes, const std::string& name);

}  // namespace stillwave::media
