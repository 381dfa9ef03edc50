#include "protocol/worker_values.h"

#include "protocol/json_values.h"
#include "types/error.h"
#include "types/json_settings.h"
#include "types/settings_fields.h"

namespace stillwave {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CudaDevice, id, total_bytes, free_bytes)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(MachineInfo, cpu_model, physical_cores, logical_cores, avx2, avx512_bf16, amx_bf16,
                                   memory_bytes, available_memory_bytes, libtorch_version, libtorch_has_cuda, threads,
                                   cuda_devices)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DeviceChoice, device, dtype, reason)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CropRectangle, x, y, width, height)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(AnimationReport, stage_seconds, step_seconds, peak_resident_bytes, peak_device_bytes,
                                   memory, predicted_bytes, predicted_seconds)

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

void to_json(nlohmann::json& json, const AnimationEstimate& value) {
    json = {{"seconds", value.seconds},
            {"memory_bytes", value.memory_bytes},
            {"budget_bytes", value.budget_bytes},
            {"memory", value.memory},
            {"fits", value.fits}};
}

void from_json(const nlohmann::json& json, AnimationEstimate& value) {
    json.at("seconds").get_to(value.seconds);
    json.at("memory_bytes").get_to(value.memory_bytes);
    json.at("budget_bytes").get_to(value.budget_bytes);
    json.at("memory").get_to(value.memory);
    json.at("fits").get_to(value.fits);
}

void to_json(nlohmann::json& json, const PictureRequest& value) {
    json = {{"path", value.path.string()}, {"long_side", value.long_side}, {"background", value.background}};
}

void from_json(const nlohmann::json& json, PictureRequest& value) {
    value.path = path_member(json, "path");
    json.at("long_side").get_to(value.long_side);
    json.at("background").get_to(value.background);
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

void to_json(nlohmann::json& json, const EngineDescription& value) {
    json = {{"machine", value.machine},    {"device", value.device},
            {"models", value.models},      {"default_model", value.default_model},
            {"notice", value.notice},      {"formats", value.formats},
            {"upscalers", value.upscalers}};
}

void from_json(const nlohmann::json& json, EngineDescription& value) {
    json.at("machine").get_to(value.machine);
    json.at("device").get_to(value.device);
    json.at("models").get_to(value.models);
    json.at("default_model").get_to(value.default_model);
    json.at("notice").get_to(value.notice);
    json.at("formats").get_to(value.formats);
    json.at("upscalers").get_to(value.upscalers);
}

}  // namespace stillwave
