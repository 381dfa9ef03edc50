#include "engine/kept_take.h"

#include <cmath>

#include "engine/kept_latents.h"
#include "engine/recipe_file.h"
#include "engine/take.h"
#include "media/photo_reader.h"
#include "types/error.h"

namespace stillwave {
namespace {

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorCode::invalid_argument, message);
}

bool shows_the_same(const CropRectangle& one, const CropRectangle& other) {
    constexpr double rounding_px = 0.5;
    const auto near = [&](double a, double b) { return std::abs(a - b) < rounding_px; };
    return near(one.x, other.x) && near(one.y, other.y) && near(one.width, other.width) &&
           near(one.height, other.height);
}

/// Refuses a take whose frames show the photo in another way than a clip of these settings.
void check_view(const std::string& name, const Recipe& recipe, const Picture& picture,
                const AnimationSettings& settings) {
    AnimationSettings taken;
    apply_settings(taken, recipe.settings);
    if (taken.width != settings.width || taken.height != settings.height)
        refuse("The take " + name + " is " + std::to_string(taken.width) + "x" + std::to_string(taken.height) +
               " px, but the clip is to be " + std::to_string(settings.width) + "x" + std::to_string(settings.height) +
               ". Choose the take's size.");
    if (taken.fit != settings.fit)
        refuse("The take " + name + " has the fit " + taken.fit + ", but the clip is to have " + settings.fit +
               ". Choose the take's fit.");
    if (!shows_the_same(recipe.crop, picture.crop))
        refuse("The take " + name +
               " shows another part of the photo than the clip is to show. Choose the take's focus_x and focus_y.");
    if (taken.fit == "letterbox" && taken.background != settings.background)
        refuse("The take " + name + " has bars of " + taken.background + ", but the clip is to have bars of " +
               settings.background + ". Choose the take's background.");
}

}  // namespace

std::vector<Image> KeptTake::detailed() const {
    const auto path = take_frames_path(folder, TakeFrames::photo_detail);
    std::error_code ignored;
    return std::filesystem::exists(path, ignored) ? read_frames(path) : std::vector<Image>();
}

std::string KeptTake::fingerprint(int first, int last) const {
    std::string text;
    for (int i = first; i <= last; ++i) text += media::pixels_sha256(frames[static_cast<std::size_t>(i)]).substr(0, 16);
    return text;
}

KeptTake read_kept_take(const std::filesystem::path& folder, const Image& photo, const Picture& picture,
                        const AnimationSettings& settings, const std::string& model_hash) {
    const auto name = folder.string();
    const auto recipe = read_take_recipe(folder);
    if (recipe.photo_sha256 != media::pixels_sha256(photo))
        throw Error(ErrorCode::photo_changed, "The take " + name + " was made of another photo. Animate that one: " +
                                                  recipe_photo_path(recipe, take_recipe_path(folder)).string() + ".");
    if (recipe.controls.camera.without_model || !recipe.controls.motion_from.empty())
        refuse("The take " + name +
               " was made without a model, so there are no latents to go on from. Choose a take that a model made.");
    if (recipe.model_hash != model_hash)
        refuse("The take " + name + " was made by the model '" + recipe.model_name +
               "', whose latents this one cannot go on from. Choose that one.");
    check_view(name, recipe, picture, settings);
    KeptTake take{folder, latents_in(take_latents_path(folder)),
                  read_frames(take_frames_path(folder, TakeFrames::model))};
    const auto& first = take.frames.front();
    if (first.width != settings.width || first.height != settings.height || take.latents.dim() != 4 ||
        take.latents.size(0) != static_cast<std::int64_t>(take.frames.size()))
        throw Error(ErrorCode::clip_unreadable,
                    "The take " + name + " is damaged: its recipe, its latents and its frames differ.");
    Controls still;
    still.frozen = recipe.controls.frozen;
    take.tells_motion = recipe.controls == still;
    return take;
}

}  // namespace stillwave
