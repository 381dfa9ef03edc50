#include "types/settings_json.h"

#include "types/json_settings.h"
#include "types/json_text.h"

namespace stillwave {
namespace {

SettingValue value_of(const nlohmann::json& json, const FieldInfo& field) {
    const bool is_value = json.is_string() || json.is_number() || (json.is_boolean() && field.is_boolean());
    if (is_value) return setting_from_json(json);
    throw Error(ErrorCode::invalid_argument, "'" + std::string(field.key) + "' must be " +
                                                 (field.is_boolean() ? "true or false" : "a number or text") +
                                                 ", not " + json.type_name() + ".");
}

}  // namespace

nlohmann::json setting_to_json(const SettingValue& value) {
    return std::visit([](const auto& held) { return nlohmann::json(held); }, value);
}

SettingValue setting_from_json(const nlohmann::json& json) {
    if (json.is_boolean()) return json.get<bool>();
    if (json.is_string()) return json.get<std::string>();
    // Beyond int64 a whole number parses as unsigned; as a real one it fails a range check instead of wrapping around.
    if (json.is_number_unsigned() && json.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))
        return json.get<double>();
    if (json.is_number_integer()) return json.get<std::int64_t>();
    if (json.is_number_float()) return json.get<double>();
    throw Error(ErrorCode::invalid_argument,
                "A setting must be true, false, a number or text, not " + std::string(json.type_name()) + ".");
}

template <typename Settings>
SettingsLayer settings_from_object(const nlohmann::json& object, const std::string& name) {
    SettingsLayer layer;
    Settings scratch;
    for (const auto& [key, json] : object.items()) {
        try {
            const auto& field = field_of<Settings>(key);
            const auto value = value_of(json, field);
            set_setting(scratch, field, value);
            layer.emplace(key, get_setting(scratch, field));
        } catch (const Error& error) {
            throw Error(error.code(), name + ": " + error.what(), error.detail());
        }
    }
    return layer;
}

template SettingsLayer settings_from_object<AnimationSettings>(const nlohmann::json& object, const std::string& name);
template SettingsLayer settings_from_object<ExportSettings>(const nlohmann::json& object, const std::string& name);
template SettingsLayer settings_from_object<TrainingSettings>(const nlohmann::json& object, const std::string& name);

nlohmann::json settings_object(const SettingsLayer& layer) {
    auto object = nlohmann::json::object();
    for (const auto& [key, value] : layer) object[key] = setting_to_json(value);
    return object;
}

SettingsLayer settings_from_json(const std::string& text, const std::string& name) {
    return settings_from_object(parse_json_object(text, name, ErrorCode::invalid_argument), name);
}

SettingsLayer export_settings_from_json(const std::string& text, const std::string& name) {
    return settings_from_object<ExportSettings>(parse_json_object(text, name, ErrorCode::invalid_argument), name);
}

SettingsLayer training_settings_from_json(const std::string& text, const std::string& name) {
    return settings_from_object<TrainingSettings>(parse_json_object(text, name, ErrorCode::invalid_argument), name);
}

SettingsLayer read_training_settings_file(const std::filesystem::path& path) {
    return training_settings_from_json(read_json_file(path, ErrorCode::invalid_argument), path.string());
}

std::string training_settings_schema() {
    nlohmann::ordered_json properties;
    for (const auto& field : fields_of<TrainingSettings>()) {
        nlohmann::ordered_json row;
        row["type"] = field.is_boolean()   ? "boolean"
                      : field.is_integer() ? "integer"
                      : field.is_number()  ? "number"
                                           : "string";
        if (field.is_number()) {
            row["minimum"] = field.minimum;
            row["maximum"] = field.maximum;
        }
        for (const auto& choice : field.choices) row["enum"].push_back(std::string(choice.value));
        std::visit([&](const auto& value) { row["default"] = value; }, get_setting(TrainingSettings(), field));
        row["description"] = std::string(field.help);
        properties[std::string(field.key)] = row;
    }
    const nlohmann::ordered_json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                                           {"title", "Stillwave training"},
                                           {"type", "object"},
                                           {"properties", properties},
                                           {"required", {"model", "data", "output"}},
                                           {"additionalProperties", false}};
    return schema.dump(2);
}

SettingsLayer read_settings_file(const std::filesystem::path& path) {
    return settings_from_json(read_json_file(path, ErrorCode::invalid_argument), path.string());
}

std::string settings_to_json(const SettingsLayer& layer) {
    return json_text(settings_object(layer));
}

}  // namespace stillwave
