#include "training/start_model.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/full.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/zeros.h>

#include <cmath>
#include <map>

#include "nn/safetensors.h"
#include "svd/autoencoder_kl_temporal_decoder.h"
#include "svd/unet_spatio_temporal_condition.h"
#include "training/draws.h"
#include "training/photo_pack.h"
#include "types/error.h"
#include "types/json_text.h"
#include "types/output_file.h"

namespace stillwave::training {
namespace {

namespace fs = std::filesystem;

std::string stem_of(const std::string& component) {
    return component == "image_encoder" ? "model" : "diffusion_pytorch_model";
}

/// The component's file; empty where it has none.
fs::path weights_file(const fs::path& folder, const std::string& component) {
    for (const auto* ending : {".safetensors", ".fp16.safetensors"}) {
        const auto file = folder / component / (stem_of(component) + ending);
        if (fs::exists(file)) return file;
    }
    return {};
}

nn::Weights recording_of(const svd::PipelineConfig& config, const std::string& component) {
    const auto recorded = nn::Weights::recording();
    if (component == "unet") {
        const svd::UNetSpatioTemporalConditionModel unet(recorded, config.unet);
    } else {
        const svd::AutoencoderKLTemporalDecoder vae(recorded, recorded, config.vae);
    }
    return recorded;
}

std::uint64_t hash_of(const std::string& text, std::uint64_t hash) {
    return fnv1a(text.data(), text.size(), hash);
}

bool matches_pattern(std::string_view name, std::string_view pattern) {
    if (pattern.empty()) return name.empty();
    if (pattern.front() == '*')
        return matches_pattern(name, pattern.substr(1)) || (!name.empty() && matches_pattern(name.substr(1), pattern));
    return !name.empty() && name.front() == pattern.front() && matches_pattern(name.substr(1), pattern.substr(1));
}

}  // namespace

nn::NamedTensors random_weights(const nn::Weights& recorded, std::int64_t seed) {
    nn::NamedTensors tensors;
    const auto generator = generator_of(seed, Purpose::initial_weights, 0);
    for (const auto& [key, shape] : recorded.asked()) {
        if (tensors.contains(key)) continue;
        auto& tensor = tensors[key];
        if (key.ends_with("mix_factor")) {
            tensor = at::full(shape, 0.5, at::kFloat);
        } else if (shape.size() < 2) {
            tensor = key.ends_with("weight") ? at::full(shape, 1.0, at::kFloat) : at::zeros(shape, at::kFloat);
        } else {
            std::int64_t inputs = 1;
            for (std::size_t i = 1; i < shape.size(); ++i) inputs *= shape[i];
            tensor = (at::rand(shape, generator, at::kFloat) * 2 - 1) / std::sqrt(static_cast<double>(inputs));
        }
    }
    return tensors;
}

StartModel read_start_model(const fs::path& folder, const std::string& component, std::int64_t seed) {
    if (!fs::is_directory(folder))
        throw Error(ErrorCode::model_not_found, "There is no model folder '" + folder.string() + "'.");
    StartModel model{folder, svd::pipeline_config_from_folder(folder), {}, {}, {}, {}};
    std::uint64_t hash = 0;
    const std::map<std::string, nn::NamedTensors*> components = {
        {"image_encoder", &model.image_encoder}, {"unet", &model.unet}, {"vae", &model.vae}};
    for (const auto& [name, tensors] : components) {
        hash = hash_of(read_json_file(folder / name / "config.json", ErrorCode::model_invalid), hash);
        const auto file = weights_file(folder, name);
        if (file.empty() && name == component) {
            *tensors = random_weights(recording_of(model.config, name), seed);
            continue;
        }
        if (file.empty())
            throw Error(ErrorCode::model_invalid, (folder / name).string() + " holds no " + stem_of(name) +
                                                      ".safetensors. Copy the whole model again.");
        const auto weights = nn::SafetensorsFile::open(file);
        *tensors = weights.named_tensors();
        for (const auto& info : weights.tensors()) {
            hash = hash_of(info.name, hash);
            hash = fnv1a(weights.bytes(info).data(), weights.bytes(info).size(), hash);
        }
    }
    model.fingerprint = hexadecimal(hash);
    return model;
}

bool matches(const std::string& name, const std::string& patterns) {
    if (patterns.empty()) return true;
    std::string_view left = patterns;
    while (true) {
        const auto comma = left.find(',');
        auto pattern = left.substr(0, comma);
        while (pattern.starts_with(' ')) pattern.remove_prefix(1);
        while (pattern.ends_with(' ')) pattern.remove_suffix(1);
        if (matches_pattern(name, pattern)) return true;
        if (comma == left.npos) return false;
        left.remove_prefix(comma + 1);
    }
}

TrainedWeights::TrainedWeights(const nn::NamedTensors& start, const TrainingSettings& settings) {
    const at::Device device(settings.device);
    const auto& trainable = settings.trainable;
    for (const auto& [name, stored] : start) {
        // A copy of its own: the file's bytes cannot be written to.
        auto weight = stored.to(device, at::kFloat, false, true).contiguous();
        if (!matches(name, trainable)) {
            frozen_.emplace(name, weight);
            continue;
        }
        ema_.emplace(name, weight.clone());
        if (settings.keep_zeros) kept_.emplace(name, weight != 0);
        trainable_.emplace(name, weight.requires_grad_());
    }
    if (trainable_.empty())
        throw Error(ErrorCode::invalid_argument, "trainable is '" + trainable + "', but no weight has such a name.");
}

nn::NamedTensors TrainedWeights::with(const OrderedTensors& some) const {
    nn::NamedTensors all(frozen_.begin(), frozen_.end());
    all.insert(some.begin(), some.end());
    return all;
}

void TrainedWeights::mask_gradients() {
    for (const auto& [name, kept] : kept_)
        if (auto& gradient = trainable_.at(name).mutable_grad(); gradient.defined()) gradient.mul_(kept);
}

void TrainedWeights::clear_gradients() {
    for (const auto& [name, weight] : trainable_) weight.mutable_grad().reset();
}

void write_model_folder(const fs::path& folder, const StartModel& start, const std::string& component,
                        const nn::NamedTensors& weights, const std::string& dtype) {
    std::error_code failure;
    const auto make_folder = [&](const fs::path& path) {
        fs::create_directories(path, failure);
        if (failure) throw output_error(path, failure.value());
    };
    make_folder(folder);
    fs::remove(folder / "model_index.json", failure);
    for (const std::string name : {"unet", "vae", "image_encoder"}) {
        make_folder(folder / name);
        write_copy(start.folder / name / "config.json", folder / name / "config.json");
        const auto target = folder / name / (stem_of(name) + ".safetensors");
        if (name != component) {
            write_copy(weights_file(start.folder, name), target);
            continue;
        }
        std::map<std::string, at::Tensor> stored;
        for (const auto& [key, tensor] : weights)
            stored.emplace(key, tensor.detach().to(dtype == "float16" ? at::kHalf : at::kFloat));
        nn::save_safetensors(target, stored, {{"format", "pt"}});
    }
    for (const std::string name : {"scheduler/scheduler_config.json", "feature_extractor/preprocessor_config.json",
                                   "stillwave.json", "model_index.json"}) {
        if (!fs::exists(start.folder / name)) continue;
        make_folder((folder / name).parent_path());
        write_copy(start.folder / name, folder / name);
    }
}

}  // namespace stillwave::training
