#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "types/animation_settings.h"

namespace stillwave {

using SettingValue = std::variant<std::int64_t, double, std::string>;

/// Some settings by key: what one source (flags, a recipe, a preset, a model's card) has to say.
using SettingsLayer = std::map<std::string, SettingValue, std::less<>>;

/// One row of the table that every front end reads: flags, JSON, MCP schemas, sliders and validation.
struct SettingsField {
    using Member =
        std::variant<std::int64_t AnimationSettings::*, double AnimationSettings::*, std::string AnimationSettings::*>;

    std::string_view key;    ///< diffusers' argument name
    std::string_view label;  ///< short, for a form
    std::string_view help;   ///< one sentence: what it does to the clip
    std::string_view unit;   ///< "px", "frames", … or empty
    double minimum = 0;      ///< numbers only
    double maximum = 0;
    double step = 1;                        ///< a sensible slider step
    std::vector<std::string_view> choices;  ///< text only; empty: a colour "#rrggbb"
    Member member;

    bool is_integer() const { return member.index() == 0; }
    bool is_number() const { return member.index() < 2; }
};

/// The table, in the order in which a form shows it.
std::span<const SettingsField> settings_fields();

/// The row of `key`. Throws Error(invalid_argument) that names the nearest key.
const SettingsField& settings_field(std::string_view key);

/// The field's value in `settings`.
SettingValue get_setting(const AnimationSettings& settings, const SettingsField& field);

/// Reads a flag's text as the field's type and checks it. Throws Error(invalid_argument) with the value and the range.
SettingValue parse_setting(const SettingsField& field, std::string_view text);

/// Checks type and range; whole numbers are taken for real ones. Throws Error(invalid_argument).
void set_setting(AnimationSettings& settings, const SettingsField& field, const SettingValue& value);

/// Lays `layer` over `settings`. Throws as settings_field and set_setting do.
void apply_settings(AnimationSettings& settings, const SettingsLayer& layer);

/// All fields of `settings` as a layer.
SettingsLayer to_layer(const AnimationSettings& settings);

}  // namespace stillwave
