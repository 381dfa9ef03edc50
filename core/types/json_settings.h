#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "types/settings_fields.h"

/// settings_json's two halves for those inside the engine that hold JSON already.
namespace stillwave {

/// Settings of one struct's table: AnimationSettings or ExportSettings. Throws Error(invalid_argument) as
/// settings_from_json does.
template <typename Settings = AnimationSettings>
SettingsLayer settings_from_object(const nlohmann::json& object, const std::string& name);

nlohmann::json settings_object(const SettingsLayer& layer);

}  // namespace stillwave
