#include "checkpoint/diffusers_folder.h"

#include <map>

#include "checkpoint/pickles.h"
#include "checkpoint/stored_dtype.h"
#include "nn/safetensors.h"
#include "types/error.h"
#include "types/json_reader.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;

constexpr auto pipeline_class = "StableVideoDiffusionPipeline";

[[noreturn]] void refuse(const fs::path& path, const std::string& problem) {
    throw Error(ErrorCode::model_invalid, path.string() + " " + problem);
}

/// One component's tensors and the files that they are in.
struct Component {
    nn::NamedTensors tensors;
    std::vector<fs::path> files;
    std::string source;
};

bool is_file(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

Component open_single(const fs::path& path) {
    return {nn::SafetensorsFile::open(path).named_tensors(), {path}, path.string()};
}

/// Opens the shards that the index names. Shards lie beside their index: other places are refused.
Component open_sharded(const fs::path& index_path) {
    const auto name = index_path.string();
    const auto weight_map = JsonReader::of_file(index_path, ErrorCode::model_invalid).object("weight_map");
    std::map<std::string, std::vector<std::string>> keys_by_shard;
    for (const auto& [key, shard] : weight_map.json().items()) {
        const auto file = shard.is_string() ? shard.get<std::string>() : std::string{};
        if (file.empty() || file == "." || file == ".." || file.find_first_of(std::string("/\\:\0", 4)) != file.npos) {
            refuse(index_path,
                   "places the tensor " + key + " in " + shard.dump() +
                       ", which is not the name of a file beside it. Copy the model from its source again.");
        }
        keys_by_shard[file].push_back(key);
    }
    Component component{{}, {}, name};
    for (const auto& [file, keys] : keys_by_shard) {
        const auto path = index_path.parent_path() / file;
        if (!is_file(path)) refuse(index_path, "names " + file + ", which is missing. Copy the whole model again.");
        const auto tensors = nn::SafetensorsFile::open(path).named_tensors();
        for (const auto& key : keys) {
            const auto found = tensors.find(key);
            if (found == tensors.end()) {
                refuse(path,
                       "lacks the tensor " + key + ", which " + name + " places there. Copy the whole model again.");
            }
            component.tensors.insert(*found);
        }
        component.files.push_back(path);
    }
    return component;
}

/// `base` is the file's name without its ending. The plain file comes before the half-precision one, as in diffusers.
/// The index of half-precision shards has had two names.
Component open_component(const fs::path& folder, const std::string& base) {
    const auto single = base + ".safetensors";
    const auto single_fp16 = base + ".fp16.safetensors";
    if (is_file(folder / single)) return open_single(folder / single);
    if (is_file(folder / (single + ".index.json"))) return open_sharded(folder / (single + ".index.json"));
    if (is_file(folder / single_fp16)) return open_single(folder / single_fp16);
    for (const auto& index : {single + ".index.fp16.json", single_fp16 + ".index.json"}) {
        if (is_file(folder / index)) return open_sharded(folder / index);
    }
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        if (has_pickle_name(entry.path())) refuse_pickles(folder);
    }
    refuse(folder, "holds no weights: neither " + single + " nor " + single_fp16 +
                       " nor an index of parts. Copy the whole model again.");
}

}  // namespace

Checkpoint open_diffusers_folder(const fs::path& folder) {
    const auto index_path = folder / "model_index.json";
    const auto class_name = JsonReader::of_file(index_path, ErrorCode::model_invalid).text("_class_name");
    if (class_name != pipeline_class) {
        refuse(folder, "is a model for diffusers' " + class_name.substr(0, 80) + ", not for " + pipeline_class +
                           ": it cannot turn a photo into a clip. Use Stable Video Diffusion.");
    }
    for (const auto* part : {"unet", "vae", "image_encoder", "scheduler", "feature_extractor"}) {
        std::error_code ignored;
        if (!fs::is_directory(folder / part, ignored)) {
            refuse(folder, "lacks the folder " + std::string(part) + ". Copy the whole model again.");
        }
    }
    auto config = svd::pipeline_config_from_folder(folder);
    auto unet = open_component(folder / "unet", "diffusion_pytorch_model");
    auto vae = open_component(folder / "vae", "diffusion_pytorch_model");
    auto image_encoder = open_component(folder / "image_encoder", "model");

    std::vector<fs::path> files;
    for (const auto* part : {&unet, &vae, &image_encoder}) {
        files.insert(files.end(), part->files.begin(), part->files.end());
    }
    const auto dtype = most_frequent_dtype(unet.tensors);
    return {.path = folder,
            .format = CheckpointFormat::diffusers_folder,
            .config = std::move(config),
            .unet = {std::move(unet.tensors), unet.source},
            .vae = {std::move(vae.tensors), vae.source},
            .image_encoder = {std::move(image_encoder.tensors), image_encoder.source},
            .dtype = dtype,
            .weight_files = std::move(files),
            .metadata = {},
            .parameters = 0};
}

}  // namespace stillwave
