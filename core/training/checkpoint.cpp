#include "training/checkpoint.h"

#include <ATen/ops/tensor.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "nn/safetensors.h"
#include "types/error.h"
#include "types/json_settings.h"
#include "types/json_text.h"

namespace stillwave::training {
namespace {

constexpr auto loss_name = "loss_by_sigma";
constexpr auto run_key = "stillwave.training.run";
constexpr auto step_key = "stillwave.training.step";

/// The identity as JSON: settings by key, model and photos by their fingerprints instead of their paths. The length of
/// a run at a constant learning rate changes no step of it.
nlohmann::json to_json(const RunIdentity& identity) {
    auto json = nlohmann::json::object();
    const auto& settings = identity.settings;
    for (const auto& field : fields_of<TrainingSettings>()) {
        const bool plays_no_part = field.key == "max_train_steps" && settings.lr_scheduler == "constant";
        if (field.changes != Changes::weights || plays_no_part) continue;
        std::visit([&](const auto& value) { json[std::string(field.key)] = value; }, get_setting(settings, field));
    }
    json["model"] = identity.model_fingerprint;
    json["data"] = identity.data_fingerprint;
    return json;
}

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& problem) {
    throw Error(ErrorCode::model_invalid, path.string() + " " + problem + ". Start the run anew in another folder.");
}

void require_same_run(const std::filesystem::path& path, const nlohmann::json& found, const nlohmann::json& wanted) {
    std::string differences;
    for (const auto& [key, value] : wanted.items()) {
        const auto there = found.find(key);
        if (there != found.end() && *there == value) continue;
        differences += differences.empty() ? "" : ", ";
        differences += key;
        if (key != "model" && key != "data")
            differences +=
                " (" + (there == found.end() ? "none" : there->dump()) + " there, " + value.dump() + " here)";
    }
    if (differences.empty()) return;
    throw Error(ErrorCode::invalid_argument,
                path.string() + " is a checkpoint of another configuration; it differs in " + differences +
                    ". Give the run its own configuration again, or start a new one in another folder.");
}

}  // namespace

void write_checkpoint(const std::filesystem::path& path, const CheckpointContent& content) {
    auto tensors = content.tensors;
    tensors.emplace(
        loss_name,
        at::tensor(at::ArrayRef<double>(content.loss_by_sigma.data(), content.loss_by_sigma.size()), at::kDouble));
    nn::save_safetensors(path, tensors,
                         {{step_key, std::to_string(content.step)}, {run_key, to_json(content.identity).dump()}});
}

CheckpointContent read_checkpoint(const std::filesystem::path& path, const RunIdentity& expected) {
    const auto file = nn::SafetensorsFile::open(path);
    const auto& metadata = file.metadata();
    const auto run = metadata.find(run_key), step = metadata.find(step_key);
    if (run == metadata.end() || step == metadata.end()) refuse(path, "is no checkpoint of a training run");
    require_same_run(path, parse_json_object(run->second, path.string(), ErrorCode::model_invalid), to_json(expected));

    CheckpointContent content{0, expected, {}, {}};
    if (step->second.empty() || step->second.size() > 12 ||
        !std::all_of(step->second.begin(), step->second.end(), [](unsigned char c) { return std::isdigit(c) != 0; }))
        refuse(path, "is a damaged checkpoint: its step is '" + step->second + "'");
    content.step = std::stoll(step->second);
    for (const auto& [name, tensor] : file.named_tensors()) content.tensors.emplace(name, tensor);
    const auto losses = content.tensors.find(loss_name);
    if (losses == content.tensors.end() || losses->second.scalar_type() != at::kDouble ||
        losses->second.numel() != static_cast<std::int64_t>(content.loss_by_sigma.size()))
        refuse(path, "is a damaged checkpoint: it lacks the losses");
    std::copy_n(losses->second.const_data_ptr<double>(), content.loss_by_sigma.size(), content.loss_by_sigma.begin());
    content.tensors.erase(losses);
    return content;
}

void require_same_tensors(const std::filesystem::path& path, const OrderedTensors& found,
                          const OrderedTensors& wanted) {
    for (const auto& [name, tensor] : wanted) {
        const auto there = found.find(name);
        if (there == found.end()) refuse(path, "is a damaged checkpoint: it lacks " + name);
        if (there->second.sizes() != tensor.sizes() || there->second.scalar_type() != tensor.scalar_type())
            refuse(path, "is a damaged checkpoint: " + name + " has another shape or type");
    }
    if (found.size() != wanted.size()) refuse(path, "is a damaged checkpoint: it holds more than the run's weights");
}

}  // namespace stillwave::training
