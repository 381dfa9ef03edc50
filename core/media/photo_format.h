#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace stillwave::media {

/// The formats that photos are read from. `heif` stands for HEIC and AVIF, one container with two codecs.
enum class PhotoFormat { jpeg, png, webp, tiff, bmp, heif };

/// Tells a photo's format from its first bytes. Throws Error(photo_unreadable) for all other files; the message calls
/// the file `name` and says what it is, where its first bytes tell. Internal to the room.
PhotoFormat detect_photo_format(std::span<const std::byte> bytes, const std::string& name);

}  // namespace stillwave::media
