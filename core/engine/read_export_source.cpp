#include "engine/read_export_source.h"

#include "engine/recipe_file.h"
#include "engine/take.h"
#include "media/letterbox_fill.h"
#include "media/video_reader.h"
#include "types/error.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;

fs::path frames_of_take(const ExportRequest& request) {
    const auto with_detail = take_frames_path(request.source, TakeFrames::photo_detail);
    const auto of_model = take_frames_path(request.source, TakeFrames::model);
    if (request.detail == "model") return of_model;
    if (fs::exists(with_detail)) return with_detail;
    if (request.detail == "photo")
        throw Error(ErrorCode::invalid_argument, "The take in " + request.source.string() +
                                                     " was made without photo detail. Choose the model's frames, or "
                                                     "make it again with photo detail.");
    return of_model;
}

// Returns the whole number of a setting, which a recipe always has.
std::int64_t number(const Recipe& recipe, const char* key) {
    AnimationSettings settings;
    apply_settings(settings, recipe.settings);
    return std::get<std::int64_t>(get_setting(settings, settings_field(key)));
}

std::optional<media::FrameRectangle> picture_in(const Recipe& recipe, const Image& frame) {
    AnimationSettings settings;
    apply_settings(settings, recipe.settings);
    if (settings.fit != "letterbox") return {};
    const auto width = static_cast<int>(settings.width);
    const auto height = static_cast<int>(settings.height);
    const auto picture = media::letterbox_rectangle(static_cast<int>(recipe.photo_width),
                                                    static_cast<int>(recipe.photo_height), width, height);
    if (picture.width == width && picture.height == height) return {};
    return media::scaled(picture, static_cast<double>(frame.width) / width, static_cast<double>(frame.height) / height);
}

std::optional<Recipe> recipe_in(const fs::path& file) {
    try {
        return read_recipe(file);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::clip_unreadable) throw;
        return {};
    }
}

void keep_part(Clip& clip, const ExportRequest& request) {
    const auto count = static_cast<std::int64_t>(clip.frames.size());
    const auto last = request.last < 0 ? count - 1 : request.last;
    if (request.first < 0 || request.first > last || last >= count)
        throw Error(ErrorCode::invalid_argument,
                    "Frames " + std::to_string(request.first + 1) + " to " + std::to_string(last + 1) +
                        " cannot be exported: the clip has frames 1 to " + std::to_string(count) + ".");
    clip.frames.erase(clip.frames.begin() + last + 1, clip.frames.end());
    clip.frames.erase(clip.frames.begin(), clip.frames.begin() + request.first);
}

}  // namespace

ExportSource read_export_source(const ExportRequest& request) {
    ExportSource source;
    std::optional<Recipe> recipe;
    auto recipe_file = take_recipe_path(request.source);
    if (fs::exists(recipe_file)) {
        recipe = read_recipe(recipe_file);
        source.clip.frames = read_frames(frames_of_take(request));
        source.clip.fps = static_cast<double>(number(*recipe, "fps"));
    } else {
        recipe_file = request.source;
        source.clip = media::read_clip(request.source);
        recipe = recipe_in(request.source);
    }
    if (source.clip.frames.empty())
        throw Error(ErrorCode::clip_unreadable, request.source.string() + " holds no frames.");
    if (recipe) {
        source.picture = picture_in(*recipe, source.clip.frames.front());
        // A folder of pictures does not say how fast they play.
        if (source.clip.fps <= 0) source.clip.fps = static_cast<double>(number(*recipe, "fps"));
        source.recipe_text = [recipe = *recipe, recipe_file](const fs::path& clip) {
            return recipe_to_json(moved_recipe(recipe, recipe_file, clip));
        };
    }
    if (source.clip.fps <= 0)
        throw Error(ErrorCode::invalid_argument,
                    request.source.string() + " does not say how fast it plays, and carries no recipe that does.");
    keep_part(source.clip, request);
    return source;
}

}  // namespace stillwave
