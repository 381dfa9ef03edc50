#include "engine/take_keeper.h"

#include "engine/kept_latents.h"
#include "engine/recipe_file.h"
#include "media/photo_reader.h"
#include "types/error.h"
#include "types/output_file.h"

namespace stillwave {

TakeKeeper::TakeKeeper(const AnimationRequest& request, const Image& photo, const std::string& model_hash,
                       const DeviceChoice& choice, const std::string& directed, const AnimationSettings& settings)
    : request_(request), photo_(photo) {
    if (request.take_folder.empty()) return;
    std::error_code failure;
    std::filesystem::create_directories(request.take_folder, failure);
    if (failure) throw output_error(request.take_folder, failure.value());
    source_ = sampled_from(media::pixels_sha256(photo), model_hash, choice.device, choice.dtype, directed, settings);
}

std::optional<at::Tensor> TakeKeeper::latents() const {
    if (request_.take_folder.empty()) return std::nullopt;
    return kept_latents(take_latents_path(request_.take_folder), source_);
}

void TakeKeeper::keep_latents(const at::Tensor& latents) const {
    if (request_.take_folder.empty()) return;
    stillwave::keep_latents(take_latents_path(request_.take_folder), latents, source_);
}

void TakeKeeper::keep_frames(TakeFrames which, const Clip& clip) const {
    if (request_.take_folder.empty()) return;
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
