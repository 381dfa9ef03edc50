#include "engine/recipe.h"

#include <algorithm>

#include "types/error.h"
#include "types/json_settings.h"
#include "types/json_text.h"

namespace stillwave {
namespace {

// Raised when an older Stillwave would misread what a newer one writes.
constexpr std::int64_t recipe_format = 1;
constexpr auto unreadable = ErrorCode::clip_unreadable;
constexpr std::int64_t max_photo_side_px = 1 << 20;

double crop_number(const nlohmann::json& crop, const char* key, const std::string& name) {
    const auto found = crop.find(key);
    if (found == crop.end() || !found->is_number() || !(found->get<double>() >= 0 && found->get<double>() <= 1e7))
        throw Error(unreadable, name + ": the crop's '" + key + "' must be a number of photo pixels.");
    return found->get<double>();
}

bool is_sha256(const std::string& text) {
    return text.size() == 64 &&
           std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

std::string hash_member(const nlohmann::json& object, const char* key, const std::string& name) {
    const auto& hash = json_string(object, key, name, unreadable);
    if (!is_sha256(hash)) throw Error(unreadable, name + ": '" + key + "' must be a SHA-256 of 64 hexadecimal digits.");
    return hash;
}

}  // namespace

std::string recipe_to_json(const Recipe& recipe) {
    // Ordered, so that people read first what the clip was made with.
    nlohmann::ordered_json json;
    json["stillwave_recipe"] = recipe_format;
    json["photo"] = {{"path", recipe.photo_path},
                     {"sha256", recipe.photo_sha256},
                     {"width", recipe.photo_width},
                     {"height", recipe.photo_height}};
    json["crop"] = {
        {"x", recipe.crop.x}, {"y", recipe.crop.y}, {"width", recipe.crop.width}, {"height", recipe.crop.height}};
    json["settings"] = settings_object(recipe.settings);
    json["model"] = {{"name", recipe.model_name}, {"hash", recipe.model_hash}};
    json["device"] = recipe.device;
    json["dtype"] = recipe.dtype;
    json["threads"] = recipe.threads;
    json["build"] = {{"stillwave", recipe.build.version},
                     {"compiler", recipe.build.compiler},
                     {"type", recipe.build.build_type},
                     {"libtorch", recipe.build.libtorch}};
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

Recipe recipe_from_json(const std::string& text, const std::string& name) {
    const auto json = parse_json_object(text, name, unreadable);
    if (!json.contains("stillwave_recipe"))
        throw Error(unreadable, name + " holds no Stillwave recipe. For settings alone use --settings.");
    const auto format = json_integer(json, "stillwave_recipe", 1, INT32_MAX, name, unreadable);
    if (format > recipe_format)
        throw Error(unreadable, name + " was made by a newer Stillwave: its recipe has format " +
                                    std::to_string(format) + ", this version reads up to " +
                                    std::to_string(recipe_format) + ". Update Stillwave.");
    Recipe recipe;
    const auto& build = json_object(json, "build", name, unreadable);
    recipe.build.version = json_string(build, "stillwave", name, unreadable);
    recipe.build.compiler = json_string(build, "compiler", name, unreadable);
    recipe.build.build_type = json_string(build, "type", name, unreadable);
    recipe.build.libtorch = json_string(build, "libtorch", name, unreadable);
    recipe.device = json_string(json, "device", name, unreadable);
    recipe.dtype = json_string(json, "dtype", name, unreadable);
    recipe.threads = static_cast<int>(json_integer(json, "threads", 1, 4096, name, unreadable));
    const auto& model = json_object(json, "model", name, unreadable);
    recipe.model_name = json_string(model, "name", name, unreadable);
    recipe.model_hash = hash_member(model, "hash", name);
    const auto& photo = json_object(json, "photo", name, unreadable);
    recipe.photo_path = json_string(photo, "path", name, unreadable);
    if (recipe.photo_path.empty() || std::filesystem::path(recipe.photo_path).is_absolute())
        throw Error(unreadable, name + ": the photo's path must be relative to the clip.");
    recipe.photo_sha256 = hash_member(photo, "sha256", name);
    recipe.photo_width = json_integer(photo, "width", 1, max_photo_side_px, name, unreadable);
    recipe.photo_height = json_integer(photo, "height", 1, max_photo_side_px, name, unreadable);
    const auto& crop = json_object(json, "crop", name, unreadable);
    recipe.crop = {crop_number(crop, "x", name), crop_number(crop, "y", name), crop_number(crop, "width", name),
                   crop_number(crop, "height", name)};
    recipe.settings = settings_from_object(json_object(json, "settings", name, unreadable), name);
    return recipe;
}

std::string photo_path_for_recipe(const std::filesystem::path& photo, const std::filesystem::path& clip) {
    // Links are followed first: ".." after a link would lead elsewhere.
    std::error_code failure;
    const auto full_photo = std::filesystem::weakly_canonical(std::filesystem::absolute(photo), failure);
    const auto folder = std::filesystem::weakly_canonical(std::filesystem::absolute(clip).parent_path(), failure);
    const auto relative = full_photo.lexically_relative(folder);
    return relative.empty() ? photo.filename().generic_string() : relative.generic_string();
}

}  // namespace stillwave
