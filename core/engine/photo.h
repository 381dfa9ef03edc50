#pragma once

#include <filesystem>
#include <string>

#include "types/image.h"

namespace stillwave {

/// Reads a photo: upright, sRGB, over `background` ("#rrggbb") where it is transparent. Blocks. Throws
/// Error(photo_unreadable) that names the file and what is wrong.
Image read_photo(const std::filesystem::path& path, const std::string& background);

}  // namespace stillwave
