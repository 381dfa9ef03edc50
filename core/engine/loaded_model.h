#pragma once

#include <string>

#include "models/model_store.h"
#include "svd/pipeline_stable_video_diffusion.h"
#include "types/settings_fields.h"

/// A model on its device, ready to run. Internal to the engine.
namespace stillwave {

struct LoadedModel {
    std::string name;
    std::string hash;            ///< SHA-256 over the weights' files
    SettingsLayer card;          ///< the settings that the model's card recommends
    std::string card_dtype;      ///< the type that the model's card asks for; empty: any
    std::string frames_warning;  ///< see models/model_store.h
    at::ScalarType files_dtype;  ///< the type in which the model's files store the weights
    svd::StableVideoDiffusionPipeline pipeline;
};

/// Loads `model`: an installed name, a path, or empty for the best installed one. `device` is cpu or cuda:N, `dtype`
/// float32, float16 or bfloat16. Throws Error(model_not_found), Error(model_invalid).
LoadedModel load_model(const std::string& model, const std::string& device, const std::string& dtype,
                       const svd::Residencies& residencies);

}  // namespace stillwave
