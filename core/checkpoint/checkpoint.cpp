#include "checkpoint/checkpoint.h"

#include <vector>

#include "checkpoint/diffusers_folder.h"
#include "checkpoint/needed_tensors.h"
#include "checkpoint/original_file.h"
#include "checkpoint/pickles.h"
#include "types/error.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;

/// Returns the only .safetensors file of a folder that is no diffusers folder.
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

}  // namespace stillwave
