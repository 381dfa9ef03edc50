#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "types/animation_settings.h"
#include "types/export_settings.h"

namespace stillwave {

using SettingValue = std::variant<std::int64_t, double, std::string>;

/// Some settings by key: what one source (flags, a recipe, a preset, a model's card) has to say.
using SettingsLayer = std::map<std::string, SettingValue, std::less<>>;

/// One of the texts that a setting may be, and what a form shows for it.
struct Choice {
    std::string_view value;
    std::string_view label;

    Choice(const char* value_and_label) : value(value_and_label), label(value_and_label) {}
    Choice(const char* choice_value, const char* choice_label) : value(choice_value), label(choice_label) {}
};

enum class FieldKind {
    integer,
    real,
    choice,  ///< one of `choices`
    colour,  ///< "#rrggbb"
    text     ///< any text without control characters
};

/// What the front ends need to know of a setting, whatever struct it stands in.
struct FieldInfo {
    FieldKind kind = FieldKind::text;
    std::string_view key;    ///< in AnimationSettings diffusers' argument name
    std::string_view label;  ///< short, for a form
    std::string_view help;   ///< one sentence: what it does to the clip
    std::string_view unit;   ///< "px", "frames", … or empty
    double minimum = 0;      ///< numbers only
    double maximum = 0;
    double step = 1;              ///< a sensible slider step
    std::vector<Choice> choices;  ///< kind choice only

    bool is_integer() const { return kind == FieldKind::integer; }
    bool is_number() const { return is_integer() || kind == FieldKind::real; }
};

/// One row of the table that every front end reads: flags, JSON, MCP schemas, sliders and validation.
template <typename Settings>
struct FieldOf : FieldInfo {
    using Member = std::variant<std::int64_t Settings::*, double Settings::*, std::string Settings::*>;

    /// `text_kind` tells colours from free text; a number's kind and a choice's follow from the rest.
    FieldOf(std::string_view field_key, std::string_view field_label, std::string_view field_help,
            std::string_view field_unit, double least, double most, double field_step,
            std::vector<Choice> field_choices, Member field_member, FieldKind text_kind = FieldKind::text)
        : FieldInfo{text_kind,  field_key,  field_label,
                    field_help, field_unit, least,
                    most,       field_step, std::move(field_choices)},
          member(field_member) {
        if (member.index() == 0) kind = FieldKind::integer;
        if (member.index() == 1) kind = FieldKind::real;
        if (!choices.empty()) kind = FieldKind::choice;
    }

    Member member;
};

using SettingsField = FieldOf<AnimationSettings>;
using ExportField = FieldOf<ExportSettings>;

/// The table of a struct of settings, in the order in which a form shows it.
template <typename Settings>
std::span<const FieldOf<Settings>> fields_of();
template <>
std::span<const SettingsField> fields_of<AnimationSettings>();
template <>
std::span<const ExportField> fields_of<ExportSettings>();

inline std::span<const SettingsField> settings_fields() {
    return fields_of<AnimationSettings>();
}
inline std::span<const ExportField> export_fields() {
    return fields_of<ExportSettings>();
}

/// The row of `key`. Throws Error(invalid_argument) that names the nearest key.
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

/// Reads a flag's text as the field's type and checks it. Throws Error(invalid_argument) with the value and the range.
template <typename Settings>
SettingValue parse_setting(const FieldOf<Settings>& field, std::string_view text);

/// Checks type and range; whole numbers are taken for real ones. Throws Error(invalid_argument).
template <typename Settings>
void set_setting(Settings& settings, const FieldOf<Settings>& field, const SettingValue& value);

/// Lays `layer` over `settings`. Throws as field_of and set_setting do.
template <typename Settings>
void apply_settings(Settings& settings, const SettingsLayer& layer);

/// All fields of `settings` as a layer.
template <typename Settings>
SettingsLayer to_layer(const Settings& settings);

}  // namespace stillwave
