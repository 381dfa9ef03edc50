#include "engine/recipe.h"

#include <algorithm>

#include "types/controls_json.h"
#include "types/error.h"
#include "types/json_reader.h"
#include "types/json_settings.h"

namespace stillwave {
namespace {

// The number is raised when an older Stillwave would misread recipes of a newer one.
constexpr std::int64_t recipe_format = 1;
constexpr auto unreadable = ErrorCode::clip_unreadable;
constexpr std::int64_t max_photo_side_px = 1 << 20;

bool is_sha256(const std::string& text) {
    return text.size() == 64 &&
           std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

std::string hash_of(const JsonReader& reader, const char* key) {
    auto hash = reader.text(key);
    if (!is_sha256(hash)) reader.refuse_value(key, "a SHA-256 of 64 hexadecimal digits");
    return hash;
}

CropRectangle crop_of(const JsonReader& reader) {
    constexpr double most_px = 1e7;
    const auto px = [&](const char* key) { return reader.number(key, 0, most_px); };
    return {px("x"), px("y"), px("width"), px("height")};
}

}  // namespace

std::string recipe_to_json(const Recipe& recipe) {
    // The members keep their order, so that people first read which photo and settings made the clip.
    nlohmann::ordered_json json;
    json["stillwave_recipe"] = recipe_format;
    json["photo"] = {{"path", recipe.photo_path},
                     {"sha256", recipe.photo_sha256},
                     {"width", recipe.photo_width},
                     {"height", recipe.photo_height}};
    json["crop"] = {
        {"x", recipe.crop.x}, {"y", recipe.crop.y}, {"width", recipe.crop.width}, {"height", recipe.crop.height}};
    json["settings"] = settings_object(recipe.settings);
    if (!recipe.controls.empty()) json["controls"] = controls_object(recipe.controls);
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
    const JsonReader reader(text, name, unreadable);
    if (!reader.has("stillwave_recipe"))
        throw Error(unreadable, name + " holds no Stillwave recipe. For settings alone use --settings.");
    const auto format = reader.integer("stillwave_recipe", 1, INT32_MAX);
    if (format > recipe_format)
        throw Error(unreadable, name + " was made by a newer Stillwave: its recipe has format " +
                                    std::to_string(format) + ", this version reads up to " +
                                    std::to_string(recipe_format) + ". Update Stillwave.");
    const auto build = reader.object("build");
    const auto model = reader.object("model");
    const auto photo = reader.object("photo");
    Recipe recipe;
    recipe.build.version = build.text("stillwave");
    recipe.build.compiler = build.text("compiler");
    recipe.build.build_type = build.text("type");
    recipe.build.libtorch = build.text("libtorch");
    recipe.device = reader.text("device");
    recipe.dtype = reader.text("dtype");
    recipe.threads = static_cast<int>(reader.integer("threads", 1, 4096));
    recipe.model_name = model.text("name");
    recipe.model_hash = hash_of(model, "hash");
    recipe.photo_path = photo.text("path");
    if (recipe.photo_path.empty() || std::filesystem::path(recipe.photo_path).is_absolute())
        photo.refuse_value("path", "a path relative to the clip");
    recipe.photo_sha256 = hash_of(photo, "sha256");
    recipe.photo_width = photo.integer("width", 1, max_photo_side_px);
    recipe.photo_height = photo.integer("height", 1, max_photo_side_px);
    recipe.crop = crop_of(reader.object("crop"));
    recipe.settings = settings_from_object(reader.object("settings").json(), name);
    if (reader.has("controls")) recipe.controls = controls_from_object(reader.object("controls").json(), name);
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
