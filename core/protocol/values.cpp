#include "protocol/values.h"

#include "types/controls_json.h"
#include "types/error.h"
#include "types/json_settings.h"

void nlohmann::adl_serializer<stillwave::SettingValue>::to_json(json& json, const stillwave::SettingValue& value) {
    json = stillwave::setting_to_json(value);
}

void nlohmann::adl_serializer<stillwave::SettingValue>::from_json(const json& json, stillwave::SettingValue& value) {
    value = stillwave::setting_from_json(json);
}

namespace stillwave {

void to_json(nlohmann::json& json, const Stage& stage) {
    json = static_cast<int>(stage);
}

void from_json(const nlohmann::json& json, Stage& stage) {
    const int number = json.get<int>();
    if (number < 0 || number > static_cast<int>(Stage::write))
        throw Error(ErrorCode::internal, "There is no stage " + std::to_string(number) + ".");
    stage = static_cast<Stage>(number);
}

void to_json(nlohmann::json& json, const AnimationSettings& settings) {
    json = to_layer(settings);
}

void from_json(const nlohmann::json& json, AnimationSettings& settings) {
    apply_settings(settings, json.get<SettingsLayer>());
}

void to_json(nlohmann::json& json, const Controls& controls) {
    json = controls_object(controls);
}

void from_json(const nlohmann::json& json, Controls& controls) {
    controls = controls_from_object(json, "The request's controls");
}

}  // namespace stillwave
