#pragma once

#include <string>
#include <unordered_map>

#include "nn/safetensors.h"
#include "svd/config.h"

/// Internal to the engine.
namespace stillwave {

using TensorIndex = std::unordered_map<std::string, const nn::TensorInfo*>;

/// The configuration of an original single file, read off its tensors' shapes. What shapes cannot tell is as in all
/// of Stability AI's files: heads 64 wide (80 in the image encoder), scaling factor, sigmas; the number of frames is
/// left at SVD's 14. `file` is what errors call it. Throws Error(model_invalid).
svd::PipelineConfig infer_original_config(const TensorIndex& tensors, const std::string& file);

}  // namespace stillwave
