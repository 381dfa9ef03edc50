#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "types/animation_settings.h"
#include "types/clip.h"
#include "types/image.h"
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

/// An order for a clip: the photo, the settings and where to compute. Precedence of settings: `settings` > `recipe` >
/// the model's card > the variant's defaults > `settings_fields`.
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

/// The time and memory that a clip will take, told before anything runs.
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

}  // namespace stillwave
