#pragma once

#include <filesystem>

#include "engine/recipe.h"
#include "types/image.h"

/// Recipes and the files around them: clips and photos.
namespace stillwave {

/// Makes the recipe of `result`, a clip of `photo` that is to be written as `clip`. The photo was read from
/// `photo_path`.
Recipe make_recipe(const AnimationResult& result, const Image& photo, const std::filesystem::path& photo_path,
                   const std::filesystem::path& clip);

/// Reads the recipe of a clip that Stillwave made, or the recipe in a JSON file (named .json). Throws as
/// recipe_from_json does, and Error(clip_unreadable) for a file that is missing or no clip.
Recipe read_recipe(const std::filesystem::path& clip_or_json);

/// Reads the recipe of a take. Throws as read_recipe(), and Error(clip_unreadable) where the folder is missing or holds
/// no finished take.
Recipe read_take_recipe(const std::filesystem::path& take_folder);

/// Returns the path at which the recipe's photo should lie, seen from the clip or JSON file that the recipe came from.
std::filesystem::path recipe_photo_path(const Recipe& recipe, const std::filesystem::path& clip_or_json);

/// Returns the recipe's controls with the paths at which their pictures and clips should lie, seen from the clip or
/// JSON file that the recipe came from.
Controls recipe_controls(const Recipe& recipe, const std::filesystem::path& clip_or_json);

/// Returns the recipe that came from one clip or JSON file as `clip` is to hold it: its paths name the same files.
Recipe moved_recipe(const Recipe& recipe, const std::filesystem::path& clip_or_json, const std::filesystem::path& clip);

/// Throws Error(photo_changed) if `photo`, read from `path`, is not the one that the recipe was made from.
void check_recipe_photo(const Recipe& recipe, const Image& photo, const std::filesystem::path& path);

}  // namespace stillwave
