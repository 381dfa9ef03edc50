#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "types/image.h"

namespace stillwave::media {

struct ReadOptions {
    std::string background = "#000000";  ///< the colour behind transparent pixels, "#rrggbb"
    /// The most pixels of a photo, width times height; checked before memory is taken.
    std::uint64_t max_pixels = 200'000'000;
};

struct Photo {
    Image image;                   ///< upright, sRGB
    std::string sha256_of_pixels;  ///< as pixels_sha256() returns it
};

/// Reads a JPEG, PNG, WebP, AVIF, HEIC, TIFF or BMP as a viewer shows it: turned by its EXIF orientation (AVIF and HEIC
/// by their own), converted to sRGB by its ICC profile (relative colorimetric with black point compensation), with 16
/// bits rounded to 8 and transparency laid over the background. The content tells the format, not the name. A file with
/// several pages or frames gives its first. The call blocks and is safe on several threads. Throws
/// Error(photo_unreadable) where the file is missing, damaged, cut short, too large or no photo, and
/// Error(invalid_argument) where the background is no colour.
Photo read_photo(const std::filesystem::path& path, const ReadOptions& options = {});

/// A photo for display, upright and in sRGB as read_photo() returns it, and shrunk.
struct ShrunkPhoto {
    Image image;
    int photo_width = 0;   ///< px, of the upright photo before it was shrunk
    int photo_height = 0;  ///< px
};

/// Reads a photo and shrinks it to a long side of `long_side_px` at most; 0 keeps its size. A photo is never enlarged.
/// The call blocks and is safe on several threads. Throws as read_photo() does.
ShrunkPhoto read_shrunk_photo(const std::filesystem::path& path, int long_side_px, const ReadOptions& options = {});

/// Returns the SHA-256 of width and height (32 bits each, little-endian) and the pixels, as hexadecimal digits.
std::string pixels_sha256(const Image& image);

}  // namespace stillwave::media
