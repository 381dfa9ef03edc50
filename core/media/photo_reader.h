#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "types/image.h"

namespace stillwave::media {

struct ReadOptions {
    std::string background = "#000000";      ///< behind transparent pixels
    std::uint64_t max_pixels = 200'000'000;  ///< width times height; checked before memory is taken
};

struct Photo {
    Image image;                   ///< upright, sRGB
    std::string sha256_of_pixels;  ///< as pixels_sha256 gives it
};

/// Reads a JPEG, PNG, WebP, AVIF, HEIC, TIFF or BMP as a viewer shows it: turned by its EXIF orientation (AVIF and HEIC
/// by their own), converted to sRGB by its ICC profile (relative colorimetric with black point compensation), 16 bits
/// rounded to 8, transparency laid over the background. The format is told by the content, not by the name. A file with
/// several pages or frames gives its first. Blocks; safe on several threads. Throws Error(photo_unreadable) where the
/// file is missing, damaged, cut short, too large or not a picture, and Error(invalid_argument) where the background is
/// no colour.
Photo read_photo(const std::filesystem::path& path, const ReadOptions& options = {});

/// A photo for display: upright sRGB as read_photo gives it, shrunk to a long side but never enlarged.
struct ShrunkPhoto {
    Image image;
    int photo_width = 0;   ///< px, of the upright photo itself
    int photo_height = 0;  ///< px
};

/// Reads a photo at `long_side_px` at most; 0 gives the photo's own size. Blocks; safe on several threads. Throws as
/// read_photo does.
ShrunkPhoto read_shrunk_photo(const std::filesystem::path& path, int long_side_px, const ReadOptions& options = {});

/// SHA-256 over width and height (32 bits each, little-endian) and the pixels, as hexadecimal digits.
std::string pixels_sha256(const Image& image);

}  // namespace stillwave::media
