#include "engine/photo.h"

#include "media/photo_reader.h"

namespace stillwave {

Image read_photo(const std::filesystem::path& path, const std::string& background) {
    media::ReadOptions options;
    options.background = background;
    return media::read_photo(path, options).image;
}

}  // namespace stillwave
