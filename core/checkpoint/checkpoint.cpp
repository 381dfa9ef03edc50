#include "checkpoint/checkpoint.h"

#include <algorithm>
#include <array>
#include <map>

#include "checkpoint/checkpoint_formats.h"
#include "checkpoint/needed_tensors.h"
#include "types/error.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;

/// The only .safetensors file of a folder that is no diffusers folder.
fs::path single_file_in(const fs::path& folder) {
    const auto refuse = [&](const std::string& problem) {
        throw Error(ErrorCode::model_invalid, folder.string() + " " + problem);
    };
    std::vector<fs::path> files;
    bool empty = true, pickles = false, component = false;
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator(folder, failure)) {
        empty = false;
        std::error_code ignored;
        component = component || (entry.path().filename() == "unet" && entry.is_directory(ignored));
        pickles = pickles || has_pickle_name(entry.path());
        if (entry.path().extension() == ".safetensors") files.push_back(entry.path());
    }
    if (failure) refuse("cannot be read. Check its permissions.");
    if (files.size() == 1) return files.front();
    if (files.size() > 1) {
        refuse("holds " + std::to_string(files.size()) +
               " .safetensors files and no model_index.json. Name the one file that is the model.");
    }
    if (empty) refuse("is an empty folder. Copy the model into it, or name another one.");
    if (component) refuse("has the parts of a diffusers model, but no model_index.json. Copy the whole model again.");
    if (pickles) refuse_pickles(folder);
    refuse("holds no model: neither model_index.json nor a .safetensors file. Name the model's own folder or file.");
    return {};
}

Checkpoint open_unchecked(const fs::path& path) {
    std::error_code failure;
    const auto status = fs::status(path, failure);
    if (status.type() == fs::file_type::not_found) {
        throw Error(ErrorCode::model_not_found, path.string() + " does not exist. Check the path.");
    }
    if (status.type() != fs::file_type::directory) return open_original_file(path);
    if (fs::exists(path / "model_index.json", failure)) return open_diffusers_folder(path);
    return open_original_file(single_file_in(path));
}

}  // namespace

Checkpoint open_checkpoint(const fs::path& path) {
    auto checkpoint = open_unchecked(path);
    check_tensors(checkpoint);
    checkpoint.parameters = parameter_count(needed_tensors(checkpoint.config));
    return checkpoint;
}

at::ScalarType most_frequent_dtype(const nn::NamedTensors& tensors) {
    std::map<at::ScalarType, std::size_t> counts;
    for (const auto& [key, tensor] : tensors) ++counts[tensor.scalar_type()];
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? at::kFloat : most->first;
}

bool has_pickle_name(const fs::path& file) {
    constexpr std::array names = {".bin", ".ckpt", ".pt", ".pth", ".pkl"};
    const auto extension = file.extension().string();
    return std::any_of(names.begin(), names.end(), [&](const char* name) { return extension == name; });
}

void refuse_pickles(const fs::path& place) {
    throw Error(ErrorCode::model_invalid,
                place.string() +
                    " holds its weights as Python pickles (.bin, .ckpt, .pt). Pickles can run any code when they are "
                    "opened, so Stillwave does not open them. Use the model's .safetensors files.");
}

}  // namespace stillwave
