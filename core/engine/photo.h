#pragma once

#include <filesystem>
#include <string>

#include "types/animation.h"
#include "types/image.h"
#include "types/picture.h"

namespace stillwave {

/// Reads a photo: upright, sRGB, over `background` ("#rrggbb") where it is transparent. Blocks. Throws
/// Error(photo_unreadable) that names the file and what is wrong.
Image read_photo(const std::filesystem::path& path, const std::string& background);

/// Returns the photo of a request: its pixels, or else those of the file that it names. The settings' ranges are
/// checked here too, before a model is loaded. Throws Error(invalid_argument), Error(photo_unreadable).
Image requested_photo(const AnimationRequest& request);

/// Reads a photo to be shown; JPEG and WebP are shrunk as they are decoded. Throws as read_photo does.
PictureResult read_shrunk_photo(const PictureRequest& request);

}  // namespace stillwave
