#include "engine/recipe_file.h"

#include "engine/take.h"
#include "exporting/export_source.h"
#include "media/metadata.h"
#include "media/photo_reader.h"
#include "types/json_text.h"

namespace stillwave {

Recipe make_recipe(const AnimationResult& result, const Image& photo, const std::filesystem::path& photo_path,
                   const std::filesystem::path& clip) {
    Recipe recipe;
    recipe.build = current_build();
    recipe.device = result.device;
    recipe.dtype = result.dtype;
    recipe.threads = result.threads;
    recipe.model_name = result.model_name;
    recipe.model_hash = result.model_hash;
    recipe.photo_path = photo_path_for_recipe(photo_path, clip);
    recipe.photo_sha256 = media::pixels_sha256(photo);
    recipe.photo_width = photo.width;
    recipe.photo_height = photo.height;
    recipe.crop = result.crop;
    recipe.settings = to_layer(result.settings);
    recipe.controls = result.controls;
    for (auto* const path : paths_of(recipe.controls)) *path = photo_path_for_recipe(*path, clip);
    return recipe;
}

Recipe read_recipe(const std::filesystem::path& clip_or_json) {
    const auto name = clip_or_json.string();
    if (clip_or_json.extension() == ".json")
        return recipe_from_json(read_json_file(clip_or_json, ErrorCode::clip_unreadable), name);
    const auto metadata = media::read_metadata(clip_or_json);
    const auto text = metadata.find(recipe_metadata_key);
    // Other programs write texts of their own under this key.
    if (text == metadata.end() || !text->second.starts_with('{'))
        throw Error(ErrorCode::clip_unreadable,
                    name + " carries no recipe: Stillwave did not make it, or another program rewrote it.");
    return recipe_from_json(text->second, name);
}

Recipe read_take_recipe(const std::filesystem::path& take_folder) {
    const auto path = take_recipe_path(take_folder);
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        throw Error(ErrorCode::clip_unreadable,
                    take_folder.string() +
                        " is not the folder of a finished take: it has no recipe.json. Check the path, and make the "
                        "take to its end if it was stopped.");
    return read_recipe(path);
}

std::filesystem::path recipe_photo_path(const Recipe& recipe, const std::filesystem::path& clip_or_json) {
    return (clip_or_json.parent_path() / recipe.photo_path).lexically_normal();
}

Controls recipe_controls(const Recipe& recipe, const std::filesystem::path& clip_or_json) {
    auto controls = recipe.controls;
    for (auto* const path : paths_of(controls)) *path = (clip_or_json.parent_path() / *path).lexically_normal();
    return controls;
}

Recipe moved_recipe(const Recipe& recipe, const std::filesystem::path& clip_or_json,
                    const std::filesystem::path& clip) {
    auto moved = recipe;
    moved.photo_path = photo_path_for_recipe(recipe_photo_path(recipe, clip_or_json), clip);
    moved.controls = recipe_controls(recipe, clip_or_json);
    for (auto* const path : paths_of(moved.controls)) *path = photo_path_for_recipe(*path, clip);
    return moved;
}

void check_recipe_photo(const Recipe& recipe, const Image& photo, const std::filesystem::path& path) {
    if (media::pixels_sha256(photo) != recipe.photo_sha256)
        throw Error(ErrorCode::photo_changed,
                    path.string() +
                        " is not the photo that the clip was made from: its pixels differ. Say with --photo where the "
                        "original is, or animate this one without the recipe or take.");
}

}  // namespace stillwave
