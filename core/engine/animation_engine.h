#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "engine/device_info.h"
#include "engine/export_types.h"
#include "types/animation_settings.h"
#include "types/clip.h"
#include "types/image.h"
#include "types/progress.h"
#include "types/settings_fields.h"

namespace stillwave {

/// The part of the photo that became the picture, in photo pixels; with bars it is the whole photo.
struct CropRectangle {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    bool operator==(const CropRectangle&) const = default;
};

/// What to animate and how. Precedence of settings: `settings` > `recipe` > the model's card > the variant's
/// defaults > `settings_fields`.
struct AnimationRequest {
    Image photo;                            ///< its pixels; empty: they are read from `photo_path`
    std::filesystem::path photo_path;       ///< also what the recipe of a kept take names
    SettingsLayer settings;                 ///< asked for explicitly
    SettingsLayer recipe;                   ///< from a recipe or settings file
    std::string model;                      ///< installed name or path; empty: the best installed one, else the starter
    std::string device = "auto";            ///< auto | cpu | cuda | cuda:N
    std::string dtype = "auto";             ///< auto | float32 | float16 | bfloat16
    std::uint64_t memory_budget_bytes = 0;  ///< of the device that computes, at most; 0: what is free on it
    int threads = 0;                        ///< of the processor; 0: libtorch's choice, one a physical core
    std::filesystem::path dump_tensors;     ///< where to write the run's tensors; empty: nowhere
    /// Where the take's latents, frames and recipe are kept as they come (engine/take.h); empty: nowhere. Latents that
    /// lie there already and were sampled from the same photo, model and settings are decoded without sampling again.
    std::filesystem::path take_folder;
};

/// Seconds and bytes of one run.
struct AnimationReport {
    std::vector<std::pair<std::string, double>>
        stage_seconds;                 ///< load, image_encoder, vae_encode, decode, photo_detail
    std::vector<double> step_seconds;  ///< of each sampling step
    std::uint64_t peak_resident_bytes = 0;
    std::uint64_t peak_device_bytes = 0;  ///< 0 on the CPU
    std::string memory;                   ///< how memory was spared, in words for people
    std::uint64_t predicted_bytes = 0;    ///< what was foreseen of peak_device_bytes, on the CPU of peak_resident_bytes
    double predicted_seconds = 0;         ///< what was foreseen of all stages together
};

/// What a clip will take, told before anything runs.
struct AnimationEstimate {
    double seconds = 0;              ///< of all stages, with a model that lies in the page cache; rough
    std::uint64_t memory_bytes = 0;  ///< the most that the device will hold, on the CPU the process
    std::uint64_t budget_bytes = 0;  ///< what may be held
    std::string memory;              ///< how memory will be spared, in words for people
    bool fits = true;                ///< whether memory_bytes is within the budget

    bool operator==(const AnimationEstimate&) const = default;
};

struct AnimationResult {
    Clip clip;                   ///< without frames where the request named a take folder: they lie there
    AnimationSettings settings;  ///< as resolved: no automatic value is left
    std::string model_name;
    std::string model_hash;  ///< SHA-256 over the weights' headers and bytes
    std::string device;
    std::string dtype;
    int threads = 0;
    CropRectangle crop;
    AnimationReport report;
};

/// A photo file to be shown: upright, sRGB, shrunk to a size but never enlarged.
struct PictureRequest {
    std::filesystem::path path;
    int long_side = 0;  ///< px, at most; 0: the photo's own size
    std::string background = "#000000";
};

struct PictureResult {
    Image image;
    int photo_width = 0;   ///< px, of the upright photo
    int photo_height = 0;  ///< px
};

/// A model as a front end lists it.
struct ModelSummary {
    std::string name;
    std::filesystem::path path;
    std::string variant;  ///< "SVD", "SVD-XT", "starter", "custom"
    std::string format;   ///< "diffusers folder", "original file"
    std::string dtype;    ///< as stored
    std::string note;     ///< its card's sentence about what to expect; may be empty
    std::uint64_t bytes = 0;
    std::int64_t num_frames = 14;
    std::int64_t size_multiple = 8;     ///< px
    bool can_align_your_steps = false;  ///< whether it has the noise that sigma_schedule align_your_steps is for
    SettingsLayer card;                 ///< the settings that its card recommends, its best width and height among them
    std::string problem;                ///< why it cannot be used; empty: it can
};

/// What a front end shows before anything runs.
struct EngineDescription {
    MachineInfo machine;
    DeviceChoice device;  ///< what "auto" gives
    std::vector<ModelSummary> models;
    std::string default_model;  ///< the name that an empty model stands for; empty: there is no usable model
    std::string notice;         ///< one sentence about the default model; may be empty
    std::vector<FormatSummary> formats;
    std::vector<UpscalerSummary> upscalers;
};

/// What front ends know of the engine. Synchronous: it owns no thread, and calls back on the caller's.
class AnimationEngine {
  public:
    virtual ~AnimationEngine() = default;

    /// Throws Error, or Cancelled within a step of a stop. The clip was checked: not NaN, black or frozen. The work
    /// rests while `progress` does not return: that is how a front end pauses it.
    virtual AnimationResult animate(const AnimationRequest& request, const ProgressCallback& progress,
                                    std::stop_token stop) = 0;

    /// What animate() would take. The photo is looked at only where the settings name no size. Throws Error.
    virtual AnimationEstimate estimate_animation(const AnimationRequest& request) = 0;

    /// Gets ready what animate() of such a request needs of the model, while nothing else is to be done: the next clip
    /// starts sooner. Throws Error.
    virtual void prepare(const AnimationRequest& request) = 0;

    /// Loops, smooths, enlarges and writes a clip. The recipe travels along unless it is not wanted. Throws Error:
    /// clip_unreadable, invalid_argument (the settings, a size budget that no quality meets), output_unwritable; and
    /// Cancelled within a frame. Then nothing stands under the file's name, and the source is as it was.
    virtual ExportResult export_clip(const ExportRequest& request, const ProgressCallback& progress,
                                     std::stop_token stop) = 0;

    /// Throws as export_clip does. `out` is not touched.
    virtual ExportEstimate estimate_export(const ExportRequest& request, std::stop_token stop) = 0;

    /// The clip looped in every way, its frames at most `long_side` px. Throws Error(clip_unreadable), Cancelled.
    virtual std::vector<LoopVariant> loop_variants(const ExportRequest& request, int long_side,
                                                   std::stop_token stop) = 0;

    /// What a clip, picture sequence or sidecar says about how it was made. Throws Error(clip_unreadable).
    virtual RecipeSummary read_recipe(const std::filesystem::path& path) = 0;

    /// Throws Error(photo_unreadable).
    virtual PictureResult read_picture(const PictureRequest& request) = 0;

    virtual EngineDescription describe() = 0;

    /// Installs the model at `path` where it lies. Throws as ModelStore::add does.
    virtual ModelSummary add_model(const std::filesystem::path& path) = 0;

    /// Gives back what is kept between calls: the warm model and its memory.
    virtual void rest() = 0;
};

/// The engine that does the work in this process; it keeps the last model warm.
std::unique_ptr<AnimationEngine> make_local_engine();

}  // namespace stillwave
