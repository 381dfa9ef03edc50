#include "engine/photo.h"

#include <utility>

#include "media/photo_reader.h"
#include "types/error.h"

namespace stillwave {

Image read_photo(const std::filesystem::path& path, const std::string& background) {
    media::ReadOptions options;
    options.background = background;
    return media::read_photo(path, options).image;
}

Image requested_photo(const AnimationRequest& request) {
    AnimationSettings settings;
    apply_settings(settings, request.recipe);
    apply_settings(settings, request.settings);
    if (!request.photo.empty()) return request.photo;
    if (request.photo_path.empty()) throw Error(ErrorCode::photo_unreadable, "The photo holds no pixels.");
    return read_photo(request.photo_path, settings.background);
}

PictureResult read_shrunk_photo(const PictureRequest& request) {
    media::ReadOptions options;
    options.background = request.background;
    auto photo = media::read_shrunk_photo(request.path, request.long_side, options);
    return {std::move(photo.image), photo.photo_width, photo.photo_height};
}

}  // namespace stillwave
