#include "engine/take_keeper.h"

#include "engine/kept_latents.h"
#include "engine/recipe_file.h"
#include "media/photo_reader.h"
#include "types/error.h"
#include "types/output_file.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;

/// Refuses a take that would be written over the one that it is made of.
void check_folder(const AnimationRequest& request) {
    const auto& controls = request.controls;
    for (const auto& needed : {controls.extend ? controls.extend->take : fs::path(),
                               controls.make_again ? controls.make_again->take : fs::path(), controls.motion_from}) {
        std::error_code ignored;
        if (!needed.empty() && fs::equivalent(needed, request.take_folder, ignored))
            throw Error(ErrorCode::invalid_argument, "The new take would replace " + needed.string() +
                                                         ", which it is made of. Keep it in another folder.");
    }
}

}  // namespace

TakeKeeper::TakeKeeper(const AnimationRequest& request, const Image& photo, const std::string& model_hash,
                       const DeviceChoice& choice, const std::string& directed, const AnimationSettings& settings)
    : request_(request), photo_(photo) {
    if (request.take_folder.empty()) return;
    check_folder(request);
    std::error_code failure;
    if (fs::exists(request.take_folder, failure) && !fs::is_directory(request.take_folder, failure))
        throw Error(ErrorCode::output_unwritable,
                    "The take cannot be kept in " + request.take_folder.string() + ", which is a file. Name a folder.");
    fs::create_directories(request.take_folder, failure);
    if (failure) throw output_error(request.take_folder, failure.value());
    source_ = sampled_from(media::pixels_sha256(photo), model_hash, choice.device, choice.dtype, directed, settings);
}

std::optional<at::Tensor> TakeKeeper::latents() const {
    if (request_.take_folder.empty()) return std::nullopt;
    return kept_latents(take_latents_path(request_.take_folder), source_);
}

fs::path TakeKeeper::pass_path(std::size_t pass) const {
    return request_.take_folder / ("latents_of_pass_" + std::to_string(pass) + ".safetensors");
}

std::string TakeKeeper::pass_source(std::size_t pass) const {
    return source_ + "\npass " + std::to_string(pass);
}

std::optional<at::Tensor> TakeKeeper::pass_latents(std::size_t pass) const {
    if (request_.take_folder.empty()) return std::nullopt;
    return kept_latents(pass_path(pass), pass_source(pass));
}

void TakeKeeper::keep_pass_latents(std::size_t pass, const at::Tensor& latents) const {
    if (request_.take_folder.empty()) return;
    stillwave::keep_latents(pass_path(pass), latents, pass_source(pass));
}

void TakeKeeper::keep_latents(const at::Tensor& latents) const {
    if (request_.take_folder.empty()) return;
    stillwave::keep_latents(take_latents_path(request_.take_folder), latents, source_);
    std::error_code ignored;
    for (std::size_t pass = 0; fs::remove(pass_path(pass), ignored); ++pass) continue;
}

void TakeKeeper::keep_frames(TakeFrames which, const Clip& clip) const {
    if (request_.take_folder.empty()) return;
    if (which == TakeFrames::model) {
        std::error_code ignored;
        // The recipe goes first, since a folder that has one counts as a complete take.
        for (const auto& outdated : {take_recipe_path(request_.take_folder), take_drift_path(request_.take_folder),
                                     take_frames_path(request_.take_folder, TakeFrames::photo_detail),
                                     take_frames_path(request_.take_folder, TakeFrames::confidence)})
            fs::remove(outdated, ignored);
    }
    write_frames(take_frames_path(request_.take_folder, which), clip.frames);
}

void TakeKeeper::keep_drift(const Drift& drift) const {
    if (!request_.take_folder.empty()) write_drift(request_.take_folder, drift);
}

void TakeKeeper::finish(AnimationResult& result) const {
    if (request_.take_folder.empty()) return;
    const auto path = take_recipe_path(request_.take_folder);
    write_file(path, recipe_to_json(make_recipe(result, photo_, request_.photo_path, path)) + '\n');
    result.clip.frames.clear();
}

}  // namespace stillwave
