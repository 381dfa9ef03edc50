#pragma once

#include <filesystem>
#include <string>

#include "types/image.h"
#include "types/picture.h"

namespace stillwave {

/// Reads a photo: upright, sRGB, over `background` ("#rrggbb") where it is transparent. Blocks. Throws
/// Error(photo_unreadable) that names the file and what is wrong.
Image read_photo(const std::filesystem::path& path, const std::string& background);

/// Reads a photo to be shown; JPEG and WebP are shrunk as they are decoded. Throws as read_photo does.
PictureResult read_shrunk_photo(const PictureRequest& request);

}  // namespace stillwave
