#pragma once

#include <filesystem>
#include <string>

#include "types/image.h"

namespace stillwave {

/// The order for a picture of a photo: upright, in sRGB, shrunk to a size but never enlarged.
struct PictureRequest {
    std::filesystem::path path;
    int long_side = 0;  ///< px, at most; 0: the photo's own size
    std::string background = "#000000";
};

struct PictureResult {
    Image image;
    int photo_width = 0;   ///< px, of the upright photo
    int photo_height = 0;  ///< px
};

}  // namespace stillwave
