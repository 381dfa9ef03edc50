#pragma once

#include <filesystem>
#include <string>

#include "types/settings_fields.h"

/// Settings as JSON: one object whose keys are those of `settings_fields`.
namespace stillwave {

/// Reads settings of settings_fields. Errors call the text `name`. Throws Error(invalid_argument) for text that is not
/// JSON, an unknown key (naming the nearest one), a wrong type, or a value out of its range.
SettingsLayer settings_from_json(const std::string& text, const std::string& name);

/// Reads settings of export_fields, as settings_from_json does.
SettingsLayer export_settings_from_json(const std::string& text, const std::string& name);

/// Reads the settings of a training run, as settings_from_json does.
SettingsLayer training_settings_from_json(const std::string& text, const std::string& name);
SettingsLayer read_training_settings_file(const std::filesystem::path& path);

/// The JSON schema of a training run's configuration.
std::string training_settings_schema();

/// Reads the settings of settings_fields in a file. Throws as settings_from_json does.
SettingsLayer read_settings_file(const std::filesystem::path& path);

std::string settings_to_json(const SettingsLayer& layer);

}  // namespace stillwave
