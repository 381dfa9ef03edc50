#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "types/animation_settings.h"
#include "types/export_settings.h"
#include "types/training_settings.h"

/// Values of settings by key, read and written through the tables.
namespace stillwave {

using SettingValue = std::variant<bool, std::int64_t, double, std::string>;

/// Some settings by key, as one source gives them: flags, a recipe, a preset, a model's card.
using SettingsLayer = std::map<std::string, SettingValue, std::less<>>;

constexpr std::span<const SettingsField> settings_fields() {
    return fields_of<AnimationSettings>();
}
constexpr std::span<const ExportField> export_fields() {
    return fields_of<ExportSettings>();
}

/// The row of `key`. Throws Error(invalid_argument) that names the nearest key where there is none.
template <typename Settings>
const FieldOf<Settings>& field_of(std::string_view key);

inline const SettingsField& settings_field(std::string_view key) {
    return field_of<AnimationSettings>(key);
}
inline const ExportField& export_field(std::string_view key) {
    return field_of<ExportSettings>(key);
}

/// The field's value in `settings`.
template <typename Settings>
SettingValue get_setting(const Settings& settings, const FieldOf<Settings>& field);

/// Reads a flag's text as the field's type and checks it; a boolean is on, off, true or false. Throws
/// Error(invalid_argument) with the value and the range.
template <typename Settings>
SettingValue parse_setting(const FieldOf<Settings>& field, std::string_view text);

/// Checks the type and range of `value` and sets it. Whole numbers are taken for real ones, and "on" and "off" for
/// booleans, as older files have them. Throws Error(invalid_argument).
template <typename Settings>
void set_setting(Settings& settings, const FieldOf<Settings>& field, const SettingValue& value);

/// Lays `layer` over `settings`. Throws as field_of and set_setting do.
template <typename Settings>
void apply_settings(Settings& settings, const SettingsLayer& layer);

/// All fields of `settings` as a layer.
template <typename Settings>
SettingsLayer to_layer(const Settings& settings);

}  // namespace stillwave
