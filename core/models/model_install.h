#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "models/model_store.h"

/// The installed models as they lie in the models' folder. Internal to the room.
namespace stillwave {

/// The folder or file of each installed model, by name. Links that point nowhere are among them.
std::map<std::string, std::filesystem::path> installed_models(const std::filesystem::path& models_folder);

/// Puts `model` into the folder under its name and returns its place there: a link, a small JSON file that points to
/// it where the system has no links, or a copy that appears when it is complete. Throws Error(output_unwritable).
std::filesystem::path install_model(const ModelInfo& model, const std::filesystem::path& models_folder,
                                    ModelStore::AddMode mode);

}  // namespace stillwave
