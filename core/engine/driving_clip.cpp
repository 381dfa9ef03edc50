#include "engine/driving_clip.h"

#include "engine/recipe_file.h"
#include "engine/take.h"
#include "media/video_reader.h"
#include "types/error.h"
#include "types/log.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;

Clip read_take(const fs::path& folder) {
    AnimationSettings settings;
    apply_settings(settings, read_take_recipe(folder).settings);
    return {read_frames(take_frames_path(folder, TakeFrames::model)), static_cast<double>(settings.fps)};
}

}  // namespace

Clip read_driving_clip(const fs::path& path) {
    if (path.empty()) return {};
    auto clip = fs::exists(take_recipe_path(path)) ? read_take(path) : media::read_clip(path);
    if (clip.frames.size() < 2)
        throw Error(ErrorCode::invalid_argument,
                    path.string() + " has one frame, which moves nothing. Name a clip of two frames or more.");
    if (clip.frames.size() > most_driving_frames) {
        log::warning(path.string() + " has " + std::to_string(clip.frames.size()) + " frames; its first " +
                     std::to_string(most_driving_frames) + " move the photo.");
        clip.frames.resize(most_driving_frames);
    }
    return clip;
}

}  // namespace stillwave
