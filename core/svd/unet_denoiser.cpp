#include "svd/unet_denoiser.h"

#include <ATen/ops/cat.h>

#include <utility>

#include "types/error.h"

namespace stillwave::svd {

UNetDenoiser::UNetDenoiser(const UNetSpatioTemporalConditionModel& unet, at::ScalarType dtype, const Options& options,
                           std::stop_token stop)
    : unet_(unet), dtype_(dtype), options_(options), stop_(std::move(stop)) {}

UNetDenoiser::Kept& UNetDenoiser::kept_for(const Conditioning& conditioning, std::int64_t num_frames) {
    auto& kept = kept_[conditioning.pass.number];
    const bool is_same = kept.embeddings.is_same(conditioning.embeddings) &&
                         kept.added_time_ids.is_same(conditioning.added_time_ids) && kept.num_frames == num_frames;
    if (!is_same)
        kept = {conditioning.embeddings, conditioning.added_time_ids, num_frames, VideoConstants(options_.piece_bytes),
                DeepCache(options_.deep_cache_interval)};
    const auto& pass = conditioning.pass;
    if (kept.first_frame != pass.first_frame) kept.deep_cache = DeepCache(options_.deep_cache_interval);
    kept.first_frame = pass.first_frame;
    kept.deep_cache.begin(pass.step, pass.shift, num_frames);
    return kept;
}

at::Tensor UNetDenoiser::velocity(const at::Tensor& scaled, float sigma, const Conditioning& conditioning) {
    if (stop_.stop_requested()) throw Cancelled{};
    auto& kept = kept_for(conditioning, scaled.size(1));
    const auto sample = at::cat({scaled.to(dtype_), conditioning.concat_latents}, 2);
    return unet_
        .forward(sample, timestep_of(sigma), conditioning.embeddings,
                 conditioning.added_time_ids.expand({scaled.size(0), -1}), kept.constants,
                 {.free_u = options_.free_u, .deep_cache = &kept.deep_cache, .run_layer = options_.run_layer})
        .to(at::kFloat);
}

}  // namespace stillwave::svd
