#pragma once

#include <filesystem>
#include <string>

#include "types/settings_fields.h"

/// Settings as JSON: one object whose keys are those of `settings_fields`.
namespace stillwave {

/// `name` is what errors call the text. Throws Error(invalid_argument): not JSON, an unknown key (with the nearest
/// one), a wrong type, a value out of its range.
SettingsLayer settings_from_json(const std::string& text, const std::string& name);

/// As settings_from_json, of export_fields.
SettingsLayer export_settings_from_json(const std::string& text, const std::string& name);

/// As settings_from_json, from a file.
SettingsLayer read_settings_file(const std::filesystem::path& path);

std::string settings_to_json(const SettingsLayer& layer);

}  // namespace stillwave
