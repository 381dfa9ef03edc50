#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "types/animation.h"
#include "types/build_info.h"
#include "types/settings_fields.h"

namespace stillwave {

/// All that made a clip, with its settings resolved. A recipe travels in the clip's metadata and makes the same clip
/// again, bit for bit on the same device and build. No path in it is absolute.
struct Recipe {
    BuildInfo build;
    std::string device;  ///< cpu | cuda:N
    std::string dtype;   ///< float32 | float16 | bfloat16
    int threads = 1;
    std::string model_name;
    std::string model_hash;         ///< SHA-256 over the weights' files
    std::string photo_path;         ///< relative to the clip's folder, with '/'; on another root the file name alone
    std::string photo_sha256;       ///< SHA-256 of the decoded pixels
    std::int64_t photo_width = 0;   ///< px
    std::int64_t photo_height = 0;  ///< px
    CropRectangle crop;
    SettingsLayer settings;
    Controls controls;  ///< paths of pictures are relative to the clip's folder, as photo_path is

    bool operator==(const Recipe&) const = default;
};

std::string recipe_to_json(const Recipe& recipe);

/// Reads a recipe. Errors call the text `name`, the clip or file that it came from. Throws Error(clip_unreadable) for
/// text that is not JSON, is no recipe, was made by a newer Stillwave, or has a member that is missing or of a wrong
/// type; Error(invalid_argument) for settings.
Recipe recipe_from_json(const std::string& text, const std::string& name);

/// Returns the path by which the recipe of `clip` names `photo`.
std::string photo_path_for_recipe(const std::filesystem::path& photo, const std::filesystem::path& clip);

}  // namespace stillwave
