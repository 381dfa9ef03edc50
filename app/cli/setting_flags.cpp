#include "setting_flags.h"

#include <algorithm>
#include <sstream>

namespace stillwave::cli {
namespace {

std::string flag_of(const FieldInfo& field) {
    std::string flag = "--" + std::string(field.key);
    std::replace(flag.begin(), flag.end(), '_', '-');
    return flag;
}

std::string help_of(const FieldInfo& field, const SettingValue& unset) {
    std::ostringstream text;
    text.precision(12);
    text << field.help << " [";
    if (field.is_number()) {
        text << field.minimum << " to " << field.maximum;
        if (!field.unit.empty()) text << ' ' << field.unit;
    } else if (field.is_boolean()) {
        text << "on|off";
    } else if (field.kind == FieldKind::colour) {
        text << "#rrggbb";
    } else if (field.kind == FieldKind::text) {
        text << "any text";
    } else {
        for (const auto& choice : field.choices) text << (&choice == field.choices.begin() ? "" : "|") << choice.value;
    }
    text << "; default ";
    if (const auto* boolean = std::get_if<bool>(&unset)) {
        text << (*boolean ? "on" : "off");
    } else {
        std::visit([&](const auto& value) { text << value; }, unset);
    }
    text << ']';
    return text.str();
}

const char* type_of(const FieldInfo& field) {
    if (!field.is_number()) return "TEXT";
    return field.is_integer() ? "N" : "X";
}

}  // namespace

template <typename Settings>
void add_setting_flags(CLI::App& command, SettingsLayer& layer, const std::string& group) {
    for (const auto& field : fields_of<Settings>()) {
        command
            .add_option_function<std::string>(
                flag_of(field),
                [&layer, &field](const std::string& text) {
                    layer.insert_or_assign(std::string(field.key), parse_setting(field, text));
                },
                help_of(field, get_setting(Settings{}, field)))
            ->type_name(type_of(field))
            ->take_last()
            ->group(group);
    }
}

template void add_setting_flags<AnimationSettings>(CLI::App&, SettingsLayer&, const std::string&);
template void add_setting_flags<ExportSettings>(CLI::App&, SettingsLayer&, const std::string&);

}  // namespace stillwave::cli
