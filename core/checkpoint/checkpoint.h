#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "nn/weights.h"
#include "svd/config.h"

/// Opens model files of every layout that people have.
namespace stillwave {

enum class CheckpointFormat { diffusers_folder, original_file };

/// A model's configuration and weights under diffusers' names. The tensors are views of mapped files: nothing is read
/// or copied yet.
struct Checkpoint {
    std::filesystem::path path;  ///< the folder with model_index.json, or the single file
    CheckpointFormat format;
    svd::PipelineConfig config;
    nn::Weights unet, vae, image_encoder;
    at::ScalarType dtype;  ///< the type of most of the UNet's stored tensors
    std::vector<std::filesystem::path> weight_files;
    std::map<std::string, std::string> metadata;  ///< the metadata in a single file's header
    std::uint64_t parameters;                     ///< number of values in the tensors that the model uses
};

/// Opens a diffusers folder (plain, `fp16` variant, sharded), a single file in the original layout, or a folder that
/// holds exactly one such file; the content decides which it is. A single file's number of frames is left at SVD's 14.
/// On return every tensor that the model needs is there, with the right shape and type; further tensors are logged.
/// Throws Error(model_not_found), and Error(model_invalid) that names the file, the fault and the remedy.
Checkpoint open_checkpoint(const std::filesystem::path& path);

}  // namespace stillwave
