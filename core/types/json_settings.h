#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "types/settings_fields.h"

/// The two directions of settings_json.h for callers inside the engine that hold parsed JSON.
namespace stillwave {

/// Reads rows of the table of `Settings`, which is AnimationSettings or ExportSettings. Throws Error(invalid_argument)
/// as settings_from_json does.
template <typename Settings = AnimationSettings>
SettingsLayer settings_from_object(const nlohmann::json& object, const std::string& name);

nlohmann::json settings_object(const SettingsLayer& layer);

/// Convert one value of a layer. Reading throws Error(invalid_argument) for what is neither a boolean, a number nor
/// text.
nlohmann::json setting_to_json(const SettingValue& value);
SettingValue setting_from_json(const nlohmann::json& json);

}  // namespace stillwave
