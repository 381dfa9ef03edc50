#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "types/animation_settings.h"
#include "types/clip.h"
#include "types/controls.h"
#include "types/image.h"
#include "types/settings_fields.h"

namespace stillwave {

/// The part of the photo that fills the clip, in px of the photo. Between bars it is the whole photo.
struct CropRectangle {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    bool operator==(const CropRectangle&) const = default;
};

/// The order for a clip: the photo, the settings and the device. Settings take precedence in this order: `settings`,
/// `recipe`, the preset that they name, the model's card, the variant's defaults, `settings_fields`.
struct AnimationRequest {
    Image photo;                       ///< the photo's pixels; empty: they are read from `photo_path`
    std::filesystem::path photo_path;  ///< the photo's file, which the recipe of a kept take names
    SettingsLayer settings;            ///< the settings that the caller asks for
    SettingsLayer recipe;              ///< the settings of a recipe or settings file
    Controls controls;                 ///< what moves, what stays, how the camera goes and where the clip ends
    std::string model;            ///< an installed model's name, or a path; empty: the best installed, else the starter
    std::string device = "auto";  ///< auto | cpu | cuda | cuda:N
    std::string dtype = "auto";   ///< auto | float32 | float16 | bfloat16
    std::uint64_t memory_budget_bytes = 0;  ///< the most to hold on the device that computes; 0: all that is free there
    int threads = 0;                        ///< processor threads; 0: libtorch's choice, one for each physical core
    std::filesystem::path dump_tensors;     ///< the safetensors file that gets the run's tensors; empty: none
    /// The folder that gets the take's latents, frames and recipe as they come (engine/take.h); empty: none. Latents
    /// that lie there already are decoded without sampling again if the photo, model, device, dtype and settings are
    /// the same.
    std::filesystem::path take_folder;
};

/// The time and memory that one run took.
struct AnimationReport {
    /// Seconds of each stage but sampling under its stage_name, in the order of the run.
    std::vector<std::pair<std::string, double>> stage_seconds;
    std::vector<double> step_seconds;  ///< seconds of each sampling step
    std::uint64_t peak_resident_bytes = 0;
    std::uint64_t peak_device_bytes = 0;  ///< 0 on the CPU
    std::string memory;                   ///< the rung that was enough, in words for people
    std::uint64_t predicted_bytes = 0;    ///< the estimate of peak_device_bytes, on the CPU of peak_resident_bytes
    double predicted_seconds = 0;         ///< the estimate of all stages' time together
};

/// The time and memory that a clip will take, told before anything runs.
struct AnimationEstimate {
    double seconds = 0;              ///< time of all stages with a model that lies in the page cache; rough
    std::uint64_t memory_bytes = 0;  ///< the most that the device will hold; on the CPU, the process
    std::uint64_t budget_bytes = 0;  ///< the most that may be held
    std::string memory;              ///< the first rung of the memory plan, in words for people
    bool fits = true;                ///< true: memory_bytes is within the budget

    bool operator==(const AnimationEstimate&) const = default;
};

struct AnimationResult {
    Clip clip;                   ///< has no frames where the request named a take folder, which holds them
    AnimationSettings settings;  ///< the resolved settings: no automatic value is left
    Controls controls;           ///< those of the request
    std::string model_name;
    std::string model_hash;  ///< SHA-256 over the weights' headers and bytes
    std::string device;
    std::string dtype;
    int threads = 0;
    CropRectangle crop;
    AnimationReport report;
};

}  // namespace stillwave
