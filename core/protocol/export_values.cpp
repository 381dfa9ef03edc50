#include "protocol/export_values.h"

#include "protocol/json_values.h"

namespace stillwave {

void to_json(nlohmann::json& json, const ExportRequest& value) {
    json = {{"source", value.source.string()},
            {"detail", value.detail},
            {"first", value.first},
            {"last", value.last},
            {"settings", settings_object(value.settings)},
            {"out", value.out.string()},
            {"device", value.device}};
}

void from_json(const nlohmann::json& json, ExportRequest& value) {
    value.source = path_member(json, "source");
    json.at("detail").get_to(value.detail);
    json.at("first").get_to(value.first);
    json.at("last").get_to(value.last);
    value.settings = layer_member<ExportSettings>(json, "settings");
    value.out = path_member(json, "out");
    json.at("device").get_to(value.device);
}

void to_json(nlohmann::json& json, const LoopVariant& value) {
    json = {{"loop", value.loop}, {"fps", value.clip.fps}, {"seam", value.seam}, {"problem", value.problem}};
}

void from_json(const nlohmann::json& json, LoopVariant& value) {
    json.at("loop").get_to(value.loop);
    json.at("fps").get_to(value.clip.fps);
    json.at("seam").get_to(value.seam);
    json.at("problem").get_to(value.problem);
}

void to_json(nlohmann::json& json, const RecipeSummary& value) {
    json = {{"settings", settings_object(value.settings)}, {"model", value.model}, {"photo", value.photo.string()}};
}

void from_json(const nlohmann::json& json, RecipeSummary& value) {
    value.settings = layer_member(json, "settings");
    json.at("model").get_to(value.model);
    value.photo = path_member(json, "photo");
}

}  // namespace stillwave
