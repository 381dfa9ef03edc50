#pragma once

#include <string>

#include "types/image.h"

/// Pictures encoded by libvips. Both functions return the file's bytes and throw Error(output_unwritable). Internal to
/// the room.
namespace stillwave::media {

std::string encode_png(const Image& image);

/// Encodes a JFIF file. `quality` is libjpeg's, from 1 to 100. Colour has full resolution from 90 on.
std::string encode_jpeg(const Image& image, int quality);

}  // namespace stillwave::media
