#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "types/export_types.h"
#include "types/machine.h"
#include "types/settings_fields.h"

namespace stillwave {

/// A width and height that a model's card recommends, in px.
struct ModelSize {
    std::int64_t width = 0;
    std::int64_t height = 0;
};

/// A model as a front end lists it.
struct ModelSummary {
    std::string name;
    std::filesystem::path path;
    std::string variant;  ///< "SVD", "SVD-XT", "SVD-XT 1.1", "starter", "custom"
    std::string format;   ///< "diffusers folder", "original file"; " with an image decoder" may follow
    std::string dtype;    ///< the type of the stored weights
    std::string title;    ///< the card's name for people; empty without a card, as are note and licence
    std::string note;     ///< the card's sentence about what to expect
    std::string licence;  ///< the licence of the weights
    std::string notice;   ///< the note, and for the starter how to add a better model
    std::uint64_t parameters = 0;
    std::uint64_t bytes = 0;
    std::int64_t num_frames = 14;
    std::string frames_evidence;       ///< the evidence for num_frames, for programs: "file_name", "guess", …
    std::string frames_evidence_text;  ///< the evidence for people: "by the file's name", …; empty: the configuration
    std::string frames_warning;        ///< why num_frames is a guess and how to settle it; empty: it is none
    std::int64_t latent_channels = 4;
    std::int64_t size_multiple = 8;     ///< px; width and height must be multiples of it
    std::vector<ModelSize> sizes;       ///< the sizes that the card recommends, best first
    bool can_align_your_steps = false;  ///< the model has the noise that align_your_steps is made for
    SettingsLayer card;                 ///< the settings that the card recommends, the best width and height among them
    std::string problem;                ///< why the model cannot be used; empty: it can
};

/// The machine, models and formats that a front end shows before anything runs.
struct EngineDescription {
    MachineInfo machine;
    DeviceChoice device;                  ///< the choice that "auto" gives
    std::filesystem::path models_folder;  ///< the folder in which models are installed
    std::vector<ModelSummary> models;
    std::string default_model;  ///< the name that an empty model stands for; empty: there is no usable model
    std::string notice;         ///< one sentence about the default model; may be empty
    std::vector<FormatSummary> formats;
    std::vector<UpscalerSummary> upscalers;
};

}  // namespace stillwave
