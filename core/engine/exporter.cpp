#include "engine/exporter.h"

#include "media/clip_writer.h"
#include "types/error.h"

namespace stillwave {

void check_clip_extension(const std::filesystem::path& path) {
    if (path.extension() != ".mp4")
        throw Error(ErrorCode::invalid_argument,
                    path.string() + " cannot be written: the kinds of clip that there are end in .mp4.");
}

void export_clip(const Clip& clip, const Recipe& recipe, const std::filesystem::path& path,
                 const ProgressCallback& progress, std::stop_token stop) {
    check_clip_extension(path);
    const auto on_frame = [&](int frame, int total) {
        if (progress) progress({Stage::write, frame, total, {}});
    };
    media::write_clip(clip, {}, {{recipe_metadata_key, recipe_to_json(recipe)}}, path, on_frame, stop);
}

}  // namespace stillwave
