#pragma once

#include <cstdint>
#include <string>

namespace stillwave {

/// Everything that an artist sets for one clip, named as diffusers names it. Ranges, labels and help stand in
/// `settings_fields`; the values here are the last fallback (diffusers' defaults), below a model's own.
struct AnimationSettings {
    std::string preset = "standard";  ///< draft | standard | best: what stands for settings that nobody set
    std::int64_t width = 0;           ///< px; 0: the model's size, turned as the photo is
    std::int64_t height = 0;          ///< px; 0: as width
    std::int64_t num_frames = 14;
    std::int64_t num_inference_steps = 25;
    std::int64_t fps = 7;  ///< frames a second at playback; the model is told fps - 1
    std::int64_t motion_bucket_id = 127;
    double noise_aug_strength = 0.02;
    double min_guidance_scale = 1.0;
    double max_guidance_scale = 3.0;
    std::int64_t decode_chunk_size = 0;     ///< frames; 0: all frames are one chunk
    std::string scheduler = "euler";        ///< euler | lcm: for weights distilled to few steps
    std::string sigma_schedule = "karras";  ///< karras | align_your_steps
    double guidance_sigma_min = 0;          ///< guidance only above this noise
    double guidance_sigma_max = 0;          ///< and up to this; 0: no limit
    std::int64_t deep_cache_interval = 1;   ///< steps for each that computes the whole network; 1: all do
    double freeu_b1 = 1;                    ///< FreeU's factors; 1 changes nothing
    double freeu_b2 = 1;
    double freeu_s1 = 1;
    double freeu_s2 = 1;
    std::string weight_storage = "full";    ///< full | float8: half the memory of the network's weights, less exact
    std::string loop_latents = "off";       ///< off | on: sampled as a loop (experimental)
    std::int64_t seed = -1;                 ///< -1: a new one for each clip
    std::string fit = "crop";               ///< crop | letterbox
    double focus_x = 0.5;                   ///< 0 left .. 1 right: what a crop keeps
    double focus_y = 0.5;                   ///< 0 top .. 1 bottom
    std::string background = "#000000";     ///< behind transparent pixels and beside a letterboxed photo
    std::string detail = "model";           ///< photo | model
    std::int64_t detail_size = 2048;        ///< px, long side of a clip with photo detail
    std::string detail_fallback = "model";  ///< model | upscaled
};

}  // namespace stillwave
