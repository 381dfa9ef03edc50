#include "engine/kept_take.h"

#include "engine/kept_latents.h"
#include "engine/recipe_file.h"
#include "engine/take.h"
#include "media/photo_reader.h"
#include "types/error.h"

namespace stillwave {

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

KeptTake read_kept_take(const std::filesystem::path& folder, const Image& photo, const AnimationSettings& settings,
                        const std::string& model_hash) {
    const auto name = folder.string();
    const auto recipe = read_recipe(take_recipe_path(folder));
    if (recipe.photo_sha256 != media::pixels_sha256(photo))
        throw Error(ErrorCode::photo_changed,
                    "The take " + name + " was made of another photo. Animate that one: " + recipe.photo_path + ".");
    if (recipe.model_hash != model_hash)
        throw Error(ErrorCode::invalid_argument, "The take " + name + " was made by the model '" + recipe.model_name +
                                                     "', whose latents this one cannot go on from. Choose that one.");
    KeptTake take{folder, latents_in(take_latents_path(folder)),
                  read_frames(take_frames_path(folder, TakeFrames::model))};
    const auto& first = take.frames.front();
    if (first.width != settings.width || first.height != settings.height)
        throw Error(ErrorCode::invalid_argument, "The take " + name + " is " + std::to_string(first.width) + "x" +
                                                     std::to_string(first.height) + " px, but the clip is to be " +
                                                     std::to_string(settings.width) + "x" +
                                                     std::to_string(settings.height) + ". Choose the take's size.");
    if (take.latents.dim() != 4 || take.latents.size(0) != static_cast<std::int64_t>(take.frames.size()))
        throw Error(ErrorCode::clip_unreadable, "The take " + name + " is damaged: its latents and its frames differ.");
    return take;
}

}  // namespace stillwave
