#include "engine/photo.h"

#include <utility>

#include "media/photo_reader.h"

namespace stillwave {

Image read_photo(const std::filesystem::path& path, const std::string& background) {
    media::ReadOptions options;
    options.background = background;
    return media::read_photo(path, options).image;
}

PictureResult read_shrunk_photo(const PictureRequest& request) {
    media::ReadOptions options;
    options.background = request.background;
    auto photo = media::read_shrunk_photo(request.path, request.long_side, options);
    return {std::move(photo.image), photo.photo_width, photo.photo_height};
}

}  // namespace stillwave
