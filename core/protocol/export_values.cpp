#include "protocol/export_values.h"

#include "protocol/json_values.h"

namespace stillwave {

void to_json(nlohmann::json& json, const ExportEstimate& value) {
    json = {{"bytes", value.bytes},   {"exact", value.exact},   {"width", value.width},
            {"height", value.height}, {"frames", value.frames}, {"fps", value.fps}};
}

void from_json(const nlohmann::json& json, ExportEstimate& value) {
    json.at("bytes").get_to(value.bytes);
    json.at("exact").get_to(value.exact);
    json.at("width").get_to(value.width);
    json.at("height").get_to(value.height);
    json.at("frames").get_to(value.frames);
    json.at("fps").get_to(value.fps);
}

void to_json(nlohmann::json& json, const FormatSummary& value) {
    json = {{"key", value.key},
            {"extension", value.extension},
            {"pixel_formats", value.pixel_formats},
            {"problem", value.problem}};
}

void from_json(const nlohmann::json& json, FormatSummary& value) {
    json.at("key").get_to(value.key);
    json.at("extension").get_to(value.extension);
    json.at("pixel_formats").get_to(value.pixel_formats);
    json.at("problem").get_to(value.problem);
}

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

void to_json(nlohmann::json& json, const ExportResult& value) {
    json = {{"path", value.path.string()},
            {"sidecar", value.sidecar.string()},
            {"width", value.width},
            {"height", value.height},
            {"frames", value.frames},
            {"fps", value.fps},
            {"bytes", value.bytes},
            {"quality", value.quality},
            {"seam_before", value.seam_before},
            {"seam_after", value.seam_after}};
}

void from_json(const nlohmann::json& json, ExportResult& value) {
    value.path = path_member(json, "path");
    value.sidecar = path_member(json, "sidecar");
    json.at("width").get_to(value.width);
    json.at("height").get_to(value.height);
    json.at("frames").get_to(value.frames);
    json.at("fps").get_to(value.fps);
    json.at("bytes").get_to(value.bytes);
    json.at("quality").get_to(value.quality);
    json.at("seam_before").get_to(value.seam_before);
    json.at("seam_after").get_to(value.seam_after);
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

void to_json(nlohmann::json& json, const UpscalerSummary& value) {
    json = {{"name", value.name}, {"path", value.path.string()}, {"scale", value.scale}, {"problem", value.problem}};
}

void from_json(const nlohmann::json& json, UpscalerSummary& value) {
    json.at("name").get_to(value.name);
    value.path = path_member(json, "path");
    json.at("scale").get_to(value.scale);
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
