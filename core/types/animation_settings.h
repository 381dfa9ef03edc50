#pragma once

#include "types/settings_field.h"

namespace stillwave {

/// All settings of one clip, under diffusers' names. The values here are diffusers' defaults, which a model's own
/// values outrank. A new setting is a member, its row below and the place where it acts.
struct AnimationSettings {
    std::string preset = "standard";  ///< gives values to settings that nobody set
    std::int64_t width = 0;           ///< px; 0: the model's size, turned as the photo is
    std::int64_t height = 0;          ///< px; 0: as for width
    std::int64_t num_frames = 14;
    std::int64_t num_inference_steps = 25;
    std::int64_t fps = 7;  ///< frames a second at playback; the model is told fps - 1
    std::int64_t motion_bucket_id = 127;
    double noise_aug_strength = 0.02;
    double min_guidance_scale = 1.0;
    double max_guidance_scale = 3.0;
    std::string guidance_shape = "linear";
    std::string guidance_curve = "";     ///< with guidance_shape points: see parse_guidance_curve()
    std::int64_t decode_chunk_size = 0;  ///< frames; 0: all frames are one chunk
    std::string scheduler = "euler";
    std::string sigma_schedule = "karras";
    double guidance_sigma_min = 0;         ///< guidance works only above this noise
    double guidance_sigma_max = 0;         ///< guidance works up to this noise; 0: no limit
    std::int64_t deep_cache_interval = 1;  ///< steps; one in so many computes the whole network
    double freeu_b1 = 1;                   ///< FreeU's factors; 1 changes nothing
    double freeu_b2 = 1;
    double freeu_s1 = 1;
    double freeu_s2 = 1;
    std::string weight_storage = "full";
    double ambient = 0.24;             ///< with motion brushes or a camera: see svd::dual_clock()
    double path_hold = 0.43;           ///< with motion brushes or a camera: see svd::dual_clock()
    std::int64_t context_length = 0;   ///< frames; 0: the model's own number
    std::int64_t context_overlap = 0;  ///< frames; 0: half a window
    std::string context_fusion = "pyramid";
    bool loop_latents = false;
    std::int64_t seed = -1;  ///< -1: a new one for each clip
    std::string fit = "crop";
    double focus_x = 0.5;
    double focus_y = 0.5;
    std::string background = "#000000";
    std::string detail = "model";
    std::int64_t detail_size = 2048;  ///< px, the long side
    std::string detail_fallback = "model";
};

using SettingsField = FieldOf<AnimationSettings>;

// A preset's name changes the file alone, because the values that it stands for belong to other settings.
// clang-format off
inline constexpr SettingsField settings_table[] = {
    {"preset", &AnimationSettings::preset, Changes::file,
     {.label = tr_noop("Quality"), .choices = {tr_noop("draft"), tr_noop("standard"), tr_noop("best")},
      .help = tr_noop("Draft is quick, standard is the model's own, best takes more steps; whatever is set by hand "
                      "stays.")}},
    {"motion_bucket_id", &AnimationSettings::motion_bucket_id, Changes::latents,
     {.label = tr_noop("Motion"), .minimum = 1, .maximum = 255,
      .help = tr_noop("How much the picture moves: low is calm, high is lively.")}},
    {"fps", &AnimationSettings::fps, Changes::latents,
     {.label = tr_noop("Frame rate"), .unit = "fps", .minimum = 1, .maximum = 60,
      .help = tr_noop("Playback speed; the model also moves less between frames when it is high.")}},
    {"noise_aug_strength", &AnimationSettings::noise_aug_strength, Changes::latents,
     {.label = tr_noop("Noise"), .maximum = 1, .step = 0.01,
      .help = tr_noop("Noise added to the photo before encoding: more frees the motion from the photo.")}},
    {"seed", &AnimationSettings::seed, Changes::latents,
     {.label = tr_noop("Seed"), .minimum = -1, .maximum = 4294967295.0,
      .help = tr_noop("The same seed and settings make the same clip; -1 draws a new one.")}},
    {"num_frames", &AnimationSettings::num_frames, Changes::latents,
     {.label = tr_noop("Frames"), .unit = "frames", .minimum = 2, .maximum = 250,
      .help = tr_noop("How many frames the model makes.")}},
    {"num_inference_steps", &AnimationSettings::num_inference_steps, Changes::latents,
     {.label = tr_noop("Steps"), .unit = "steps", .minimum = 1, .maximum = 200,
      .help = tr_noop("Sampling steps: more is finer and slower.")}},
    {"min_guidance_scale", &AnimationSettings::min_guidance_scale, Changes::latents,
     {.label = tr_noop("Guidance, first frame"), .maximum = 20, .step = 0.1,
      .help = tr_noop("How strictly the first frame follows the photo.")}},
    {"max_guidance_scale", &AnimationSettings::max_guidance_scale, Changes::latents,
     {.label = tr_noop("Guidance, last frame"), .maximum = 20, .step = 0.1,
      .help = tr_noop("How strictly the last frame follows the photo; 1 or less halves the time.")}},
    {"guidance_shape", &AnimationSettings::guidance_shape, Changes::latents,
     {.label = tr_noop("Guidance, between"),
      .choices = {{"linear", tr_noop("rises")}, {"triangle", tr_noop("rises and falls")},
                  {"constant", tr_noop("the last frame's")}, {"points", tr_noop("free points")}},
      .help = tr_noop("How guidance goes from the first frame to the last: linear rises, triangle reaches the last "
                      "frame's value in the middle and falls again, constant is the last frame's everywhere, points "
                      "follows the points below.")}},
    {"guidance_curve", &AnimationSettings::guidance_curve, Changes::latents,
     {.label = tr_noop("Guidance, points"),
      .help = tr_noop("Time and share of guidance, such as 0:0 0.4:1 1:0.5: time 0 is the first frame and 1 the last, "
                      "share 0 is the first frame's guidance and 1 the last frame's.")}},
    {"width", &AnimationSettings::width, Changes::latents,
     {.label = tr_noop("Width"), .unit = "px", .maximum = 8192, .step = 8,
      .help = tr_noop("The model's picture width; 0 takes the model's own size, turned as the photo is.")}},
    {"height", &AnimationSettings::height, Changes::latents,
     {.label = tr_noop("Height"), .unit = "px", .maximum = 8192, .step = 8,
      .help = tr_noop("The model's picture height; 0 takes the model's own size, turned as the photo is.")}},
    {"decode_chunk_size", &AnimationSettings::decode_chunk_size, Changes::pixels,
     {.label = tr_noop("Decode chunk"), .unit = "frames", .maximum = 250,
      .help = tr_noop("Frames decoded at once; 0 decodes all together, which never flickers.")}},
    {"scheduler", &AnimationSettings::scheduler, Changes::latents,
     {.label = tr_noop("Sampler"), .choices = {{"euler", tr_noop("Euler")}, {"lcm", tr_noop("LCM")}},
      .help = tr_noop("How steps are made: lcm is for weights distilled to few steps, such as AnimateLCM-SVD (1 to "
                      "8 steps, guidance 1 to 1.5).")}},
    {"sigma_schedule", &AnimationSettings::sigma_schedule, Changes::latents,
     {.label = tr_noop("Schedule"),
      .choices = {{"karras", tr_noop("Karras")}, {"align_your_steps", tr_noop("Align Your Steps")}},
      .help = tr_noop("Where steps lie: align_your_steps needs fewer, for models with the noise of Stable Video "
                      "Diffusion.")}},
    {"guidance_sigma_min", &AnimationSettings::guidance_sigma_min, Changes::latents,
     {.label = tr_noop("Guidance above noise"), .maximum = 1000, .step = 0.1,
      .help = tr_noop("Guidance works only where the noise (sigma) is above this; other steps take half the time.")}},
    {"guidance_sigma_max", &AnimationSettings::guidance_sigma_max, Changes::latents,
     {.label = tr_noop("Guidance up to noise"), .maximum = 1000, .step = 0.1,
      .help = tr_noop("Guidance works only up to this noise (sigma); other steps take half the time. 0 is no limit.")}},
    {"deep_cache_interval", &AnimationSettings::deep_cache_interval, Changes::latents,
     {.label = tr_noop("Deep feature reuse"), .unit = "steps", .minimum = 1, .maximum = 10,
      .help = tr_noop("The whole network is computed once in so many steps, its outermost level in the others: "
                      "faster, less exact. 1 is off.")}},
    {"freeu_b1", &AnimationSettings::freeu_b1, Changes::latents,
     {.label = tr_noop("FreeU backbone, innermost"), .maximum = 2, .step = 0.05,
      .help = tr_noop("Makes the coarse shapes stronger; 1 is off.")}},
    {"freeu_b2", &AnimationSettings::freeu_b2, Changes::latents,
     {.label = tr_noop("FreeU backbone, next"), .maximum = 2, .step = 0.05,
      .help = tr_noop("Makes the coarse shapes stronger, one level further out; 1 is off.")}},
    {"freeu_s1", &AnimationSettings::freeu_s1, Changes::latents,
     {.label = tr_noop("FreeU skip, innermost"), .maximum = 2, .step = 0.05,
      .help = tr_noop("Makes the even parts of the fine detail weaker below 1; 1 is off.")}},
    {"freeu_s2", &AnimationSettings::freeu_s2, Changes::latents,
     {.label = tr_noop("FreeU skip, next"), .maximum = 2, .step = 0.05,
      .help = tr_noop("Makes the even parts of the fine detail weaker below 1, one level further out; 1 is off.")}},
    {"weight_storage", &AnimationSettings::weight_storage, Changes::latents,
     {.label = tr_noop("Weights"), .choices = {{"full", tr_noop("full")}, {"float8", tr_noop("eight bits")}},
      .help = tr_noop("How the network's weights lie in memory: full, or in eight bits each, which takes less and "
                      "is less exact.")}},
    {"ambient", &AnimationSettings::ambient, Changes::latents,
     {.label = tr_noop("Ambient motion"), .maximum = 1, .step = 0.05,
      .help = tr_noop("With motion brushes or a camera: how freely the rest of the picture moves; 0 keeps it as it is, "
                      "1 leaves it to the model.")}},
    {"path_hold", &AnimationSettings::path_hold, Changes::latents,
     {.label = tr_noop("Hold to the path"), .maximum = 1, .step = 0.05,
      .help = tr_noop("With motion brushes or a camera: the share of sampling in which what moves is held to its path; "
                      "more is stiffer and truer to the path.")}},
    {"context_length", &AnimationSettings::context_length, Changes::latents,
     {.label = tr_noop("Context length"), .unit = "frames", .maximum = 250,
      .help = tr_noop("How many frames the model sees together: a longer clip goes through context windows that "
                      "overlap. 0 is the model's own number.")}},
    {"context_overlap", &AnimationSettings::context_overlap, Changes::latents,
     {.label = tr_noop("Context overlap"), .unit = "frames", .maximum = 249,
      .help = tr_noop("How many frames a context window shares with the next one: more joins them better and takes "
                      "longer. 0 is half a window.")}},
    {"context_fusion", &AnimationSettings::context_fusion, Changes::latents,
     {.label = tr_noop("Context fusion"),
      .choices = {{"pyramid", tr_noop("pyramid")}, {"flat", tr_noop("flat")},
                  {"overlap_linear", tr_noop("fade in the overlap")}},
      .help = tr_noop("How context windows that share frames are fused: pyramid trusts the middle of a window most, "
                      "flat trusts all its frames alike, overlap_linear fades from one window into the next.")}},
    {"loop_latents", &AnimationSettings::loop_latents, Changes::latents,
     {.label = tr_noop("Sample as a loop"),
      .help = tr_noop("Context windows go round the clip: after the last frame comes the first, so that the clip "
                      "leads back to its beginning. It takes twice as long.")}},
    {"fit", &AnimationSettings::fit, Changes::latents,
     {.label = tr_noop("Fit"), .choices = {tr_noop("crop"), tr_noop("letterbox")},
      .help = tr_noop("How the photo fills the frame: cropped, or whole with bars.")}},
    {"focus_x", &AnimationSettings::focus_x, Changes::latents,
     {.label = tr_noop("Focus, across"), .maximum = 1, .step = 0.01,
      .help = tr_noop("What a crop keeps: 0 is the left edge, 1 the right.")}},
    {"focus_y", &AnimationSettings::focus_y, Changes::latents,
     {.label = tr_noop("Focus, down"), .maximum = 1, .step = 0.01,
      .help = tr_noop("What a crop keeps: 0 is the top edge, 1 the bottom.")}},
    {"background", &AnimationSettings::background, Changes::latents,
     {.label = tr_noop("Background"), .kind = FieldKind::colour,
      .help = tr_noop("The colour behind transparent pixels and beside a letterboxed photo.")}},
    {"detail", &AnimationSettings::detail, Changes::pixels,
     {.label = tr_noop("Detail"), .choices = {tr_noop("photo"), tr_noop("model")},
      .help = tr_noop("The photo's own pixels moved as the model moved, or the model's frames as they are.")}},
    {"detail_size", &AnimationSettings::detail_size, Changes::pixels,
     {.label = tr_noop("Detail size"), .unit = "px", .minimum = 256, .maximum = 3840, .step = 8,
      .help = tr_noop("Long side of a clip with photo detail, at most; the photo's own size is never exceeded.")}},
    {"detail_fallback", &AnimationSettings::detail_fallback, Changes::pixels,
     {.label = tr_noop("Detail fallback"), .choices = {tr_noop("model"), tr_noop("upscaled")},
      .help = tr_noop("What stands where the photo cannot follow the motion: the model's frame enlarged smoothly, "
                      "or by the upscaling network, which is crisper and takes longer.")}},
};
// clang-format on

template <>
constexpr std::span<const SettingsField> fields_of<AnimationSettings>() {
    return settings_table;
}
static_assert(each_member_has_one_row<AnimationSettings>());

}  // namespace stillwave
