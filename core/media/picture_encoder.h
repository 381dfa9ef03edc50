#pragma once

#include <string>

#include "types/image.h"

/// Single pictures as files' bytes, by libvips. Internal to the room.
namespace stillwave::media {

std::string encode_png(const Image& image);

/// JFIF; `quality` is libjpeg's, from 1 to 100. Colour has full resolution from 90 on.
std::string encode_jpeg(const Image& image, int quality);

}  // namespace stillwave::media
