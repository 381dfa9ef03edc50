#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "types/export_types.h"
#include "types/machine.h"
#include "types/settings_fields.h"

namespace stillwave {

/// A model as a front end lists it.
struct ModelSummary {
    std::string name;
    std::filesystem::path path;
    std::string variant;  ///< "SVD", "SVD-XT", "SVD-XT 1.1", "starter", "custom"
    std::string format;   ///< "diffusers folder", "original file"
    std::string dtype;    ///< as stored
    std::string note;     ///< its card's sentence about what to expect; may be empty
    std::uint64_t bytes = 0;
    std::int64_t num_frames = 14;
    bool guesses_num_frames = false;    ///< nothing tells whether it is SVD or SVD-XT: somebody should say it
    std::int64_t size_multiple = 8;     ///< px
    bool can_align_your_steps = false;  ///< whether it has the noise that sigma_schedule align_your_steps is for
    SettingsLayer card;                 ///< the settings that its card recommends, its best width and height among them
    std::string problem;                ///< why it cannot be used; empty: it can
};

/// The machine, models and formats that a front end shows before anything runs.
struct EngineDescription {
    MachineInfo machine;
    DeviceChoice device;  ///< what "auto" gives
    std::vector<ModelSummary> models;
    std::string default_model;  ///< the name that an empty model stands for; empty: there is no usable model
    std::string notice;         ///< one sentence about the default model; may be empty
    std::vector<FormatSummary> formats;
    std::vector<UpscalerSummary> upscalers;
};

}  // namespace stillwave
