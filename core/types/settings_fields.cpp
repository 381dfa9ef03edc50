#include "types/settings_fields.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <sstream>
#include <vector>

#include "types/error.h"

namespace stillwave {
namespace {

std::string number_text(double value) {
    std::ostringstream out;
    out.precision(12);
    out << value;
    return out.str();
}

std::string allowed(const FieldInfo& field) {
    if (field.is_number())
        return (field.is_integer() ? "a whole number from " : "a number from ") + number_text(field.minimum) + " to " +
               number_text(field.maximum);
    if (field.is_boolean()) return "on or off";
    if (field.kind == FieldKind::colour) return "a colour such as #1a2b3c";
    if (field.kind == FieldKind::text) return "text without control characters";
    std::string text;
    for (const auto& choice : field.choices) text.append(text.empty() ? "one of " : ", ").append(choice.value);
    return text;
}

[[noreturn]] void refuse(const FieldInfo& field, const std::string& value) {
    throw Error(ErrorCode::invalid_argument,
                std::string(field.key) + " is '" + value + "', but it must be " + allowed(field) + ".");
}

std::string value_text(const SettingValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
    if (const auto* boolean = std::get_if<bool>(&value)) return *boolean ? "on" : "off";
    return number_text(std::get<double>(value));
}

std::optional<bool> as_boolean(const SettingValue& value) {
    if (const auto* boolean = std::get_if<bool>(&value)) return *boolean;
    const auto* text = std::get_if<std::string>(&value);
    if (text && (*text == "on" || *text == "true")) return true;
    if (text && (*text == "off" || *text == "false")) return false;
    return std::nullopt;
}

bool is_colour(const std::string& text) {
    return text.size() == 7 && text[0] == '#' &&
           std::all_of(text.begin() + 1, text.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

bool is_allowed(const FieldInfo& field, const std::string& text) {
    switch (field.kind) {
        case FieldKind::choice:
            return std::any_of(field.choices.begin(), field.choices.end(),
                               [&](const Choice& choice) { return choice.value == text; });
        case FieldKind::colour:
            return is_colour(text);
        default:
            return std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
    }
}

// The Levenshtein distance, which finds the key that a person may have meant.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substituted = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
        }
    }
    return row.back();
}

}  // namespace

template <typename Settings>
const FieldOf<Settings>& field_of(std::string_view key) {
    const auto fields = fields_of<Settings>();
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.key == key; });
    if (found != fields.end()) return *found;
    // A part of a key counts as nearest to that key.
    const auto apart = [key](const FieldInfo& field) {
        return !key.empty() && field.key.find(key) != std::string_view::npos ? 0 : distance(field.key, key);
    };
    const auto nearest = std::min_element(fields.begin(), fields.end(),
                                          [&](const auto& a, const auto& b) { return apart(a) < apart(b); });
    throw Error(ErrorCode::invalid_argument,
                "There is no setting '" + std::string(key) + "'. Did you mean '" + std::string(nearest->key) + "'?");
}

template <typename Settings>
SettingValue get_setting(const Settings& settings, const FieldOf<Settings>& field) {
    return std::visit([&](auto member) { return SettingValue(settings.*member); }, field.member);
}

template <typename Settings>
SettingValue parse_setting(const FieldOf<Settings>& field, std::string_view text) {
    SettingValue value = std::string(text);
    if (field.is_number()) {
        const char* end = text.data() + text.size();
        std::from_chars_result result{};
        if (field.is_integer()) {
            result = std::from_chars(text.data(), end, value.emplace<std::int64_t>());
        } else {
            result = std::from_chars(text.data(), end, value.emplace<double>());
        }
        if (result.ec != std::errc() || result.ptr != end) refuse(field, std::string(text));
    }
    Settings scratch;
    set_setting(scratch, field, value);
    return get_setting(scratch, field);
}

template <typename Settings>
void set_setting(Settings& settings, const FieldOf<Settings>& field, const SettingValue& value) {
    if (field.is_boolean()) {
        const auto boolean = as_boolean(value);
        if (!boolean) refuse(field, value_text(value));
        settings.*std::get<bool Settings::*>(field.member) = *boolean;
        return;
    }
    if (field.is_number()) {
        const auto* integer = std::get_if<std::int64_t>(&value);
        const auto* real = std::get_if<double>(&value);
        if (!integer && !real) refuse(field, value_text(value));
        const double number = real ? *real : static_cast<double>(*integer);
        // The comparison is written so that NaN fails too.
        if (!(number >= field.minimum && number <= field.maximum)) refuse(field, value_text(value));
        if (field.is_integer()) {
            if (number != std::floor(number)) refuse(field, value_text(value));
            settings.*std::get<std::int64_t Settings::*>(field.member) = static_cast<std::int64_t>(number);
        } else {
            settings.*std::get<double Settings::*>(field.member) = number;
        }
        return;
    }
    const auto* text = std::get_if<std::string>(&value);
    if (!text) refuse(field, value_text(value));
    if (!is_allowed(field, *text)) refuse(field, *text);
    settings.*std::get<std::string Settings::*>(field.member) = *text;
}

template <typename Settings>
void apply_settings(Settings& settings, const SettingsLayer& layer) {
    for (const auto& [key, value] : layer) set_setting(settings, field_of<Settings>(key), value);
}

template <typename Settings>
SettingsLayer to_layer(const Settings& settings) {
    SettingsLayer layer;
    for (const auto& field : fields_of<Settings>()) layer.emplace(field.key, get_setting(settings, field));
    return layer;
}

#define INSTANTIATE(Settings)                                                                      \
    template const FieldOf<Settings>& field_of<Settings>(std::string_view);                        \
    template SettingValue get_setting<Settings>(const Settings&, const FieldOf<Settings>&);        \
    template SettingValue parse_setting<Settings>(const FieldOf<Settings>&, std::string_view);     \
    template void set_setting<Settings>(Settings&, const FieldOf<Settings>&, const SettingValue&); \
    template void apply_settings<Settings>(Settings&, const SettingsLayer&);                       \
    template SettingsLayer to_layer<Settings>(const Settings&)
INSTANTIATE(AnimationSettings);
INSTANTIATE(ExportSettings);
INSTANTIATE(TrainingSettings);
#undef INSTANTIATE

}  // namespace stillwave
