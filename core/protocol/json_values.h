#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

#include "types/json_settings.h"

/// Members of JSON objects as the engine's types. Internal to the engine.
namespace stillwave {

inline std::filesystem::path path_member(const nlohmann::json& json, const char* key) {
    return std::filesystem::path(json.at(key).get<std::string>());
}

template <typename Settings = AnimationSettings>
SettingsLayer layer_member(const nlohmann::json& json, const char* key) {
    return settings_from_object<Settings>(json.at(key), key);
}

}  // namespace stillwave
