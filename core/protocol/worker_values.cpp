#include "protocol/worker_values.h"

#include "protocol/json_values.h"
#include "types/error.h"
#include "types/json_settings.h"
#include "types/settings_fields.h"

namespace stillwave {

void to_json(nlohmann::json& json, const AnimationRequest& value) {
    json = {{"photo_path", value.photo_path.string()},
            {"settings", settings_object(value.settings)},
            {"recipe", settings_object(value.recipe)},
            {"model", value.model},
            {"device", value.device},
            {"dtype", value.dtype},
            {"memory_budget_bytes", value.memory_budget_bytes},
            {"threads", value.threads},
            {"dump_tensors", value.dump_tensors.string()},
            {"take_folder", value.take_folder.string()}};
}

void from_json(const nlohmann::json& json, AnimationRequest& value) {
    value.photo_path = path_member(json, "photo_path");
    value.settings = layer_member(json, "settings");
    value.recipe = layer_member(json, "recipe");
    json.at("model").get_to(value.model);
    json.at("device").get_to(value.device);
    json.at("dtype").get_to(value.dtype);
    json.at("memory_budget_bytes").get_to(value.memory_budget_bytes);
    json.at("threads").get_to(value.threads);
    value.dump_tensors = path_member(json, "dump_tensors");
    value.take_folder = path_member(json, "take_folder");
}

void to_json(nlohmann::json& json, const Progress& value) {
    json = {{"stage", static_cast<int>(value.stage)}, {"step", value.step}, {"total", value.total}};
}

void from_json(const nlohmann::json& json, Progress& value) {
    const int stage = json.at("stage").get<int>();
    if (stage < 0 || stage > static_cast<int>(Stage::write))
        throw Error(ErrorCode::internal, "There is no stage " + std::to_string(stage) + ".");
    value.stage = static_cast<Stage>(stage);
    json.at("step").get_to(value.step);
    json.at("total").get_to(value.total);
}

void to_json(nlohmann::json& json, const AnimationResult& value) {
    json = {{"fps", value.clip.fps},          {"settings", settings_object(to_layer(value.settings))},
            {"model_name", value.model_name}, {"model_hash", value.model_hash},
            {"device", value.device},         {"dtype", value.dtype},
            {"threads", value.threads},       {"crop", value.crop},
            {"report", value.report}};
}

void from_json(const nlohmann::json& json, AnimationResult& value) {
    json.at("fps").get_to(value.clip.fps);
    apply_settings(value.settings, layer_member(json, "settings"));
    json.at("model_name").get_to(value.model_name);
    json.at("model_hash").get_to(value.model_hash);
    json.at("device").get_to(value.device);
    json.at("dtype").get_to(value.dtype);
    json.at("threads").get_to(value.threads);
    json.at("crop").get_to(value.crop);
    json.at("report").get_to(value.report);
}

void to_json(nlohmann::json& json, const ModelSummary& value) {
    json = {{"name", value.name},
            {"path", value.path.string()},
            {"variant", value.variant},
            {"format", value.format},
            {"dtype", value.dtype},
            {"note", value.note},
            {"bytes", value.bytes},
            {"num_frames", value.num_frames},
            {"guesses_num_frames", value.guesses_num_frames},
            {"size_multiple", value.size_multiple},
            {"can_align_your_steps", value.can_align_your_steps},
            {"card", settings_object(value.card)},
            {"problem", value.problem}};
}

void from_json(const nlohmann::json& json, ModelSummary& value) {
    json.at("name").get_to(value.name);
    value.path = path_member(json, "path");
    json.at("variant").get_to(value.variant);
    json.at("format").get_to(value.format);
    json.at("dtype").get_to(value.dtype);
    json.at("note").get_to(value.note);
    json.at("bytes").get_to(value.bytes);
    json.at("num_frames").get_to(value.num_frames);
    json.at("guesses_num_frames").get_to(value.guesses_num_frames);
    json.at("size_multiple").get_to(value.size_multiple);
    json.at("can_align_your_steps").get_to(value.can_align_your_steps);
    value.card = layer_member(json, "card");
    json.at("problem").get_to(value.problem);
}

}  // namespace stillwave
