#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "types/image.h"

namespace stillwave::training {

/// A photo to be packed, and where it comes from.
struct NamedPhoto {
    std::string name;
    std::string licence;  ///< licence, author and source, as a card lists them
    Image image;
};

/// Writes photos into one safetensors file: photo.00000 and so on, uint8 [3, height, width], with their names and
/// licences in the metadata. Training reads this file, so that it needs no decoder of pictures. Throws
/// Error(output_unwritable), Error(invalid_argument) where there is no photo.
void pack_photos(const std::filesystem::path& path, const std::vector<NamedPhoto>& photos);

}  // namespace stillwave::training
