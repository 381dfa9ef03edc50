#pragma once

#include <string>

#include "types/settings_fields.h"

namespace stillwave::test {

/// A value that `field` may have and that is not its default.
template <typename Settings>
SettingValue other_value(const FieldOf<Settings>& field) {
    const auto unset = get_setting(Settings(), field);
    switch (field.kind) {
        case FieldKind::boolean:
            return !std::get<bool>(unset);
        case FieldKind::integer:
            return static_cast<std::int64_t>(std::get<std::int64_t>(unset) < field.maximum ? field.maximum
                                                                                           : field.minimum);
        case FieldKind::real:
            return std::get<double>(unset) < field.maximum ? field.maximum : field.minimum;
        case FieldKind::colour:
            return std::string("#abcdef");
        case FieldKind::text:
            return std::string("other text");
        case FieldKind::choice:
            break;
    }
    const auto first = std::string(field.choices.begin()->value);
    return unset == SettingValue(first) ? std::string(field.choices.back().value) : first;
}

}  // namespace stillwave::test
