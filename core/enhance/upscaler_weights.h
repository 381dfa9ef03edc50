#pragma once

#include <filesystem>
#include <string>

#include "nn/weights.h"

namespace stillwave::enhance {

/// The weights of an upscaler and their file.
struct UpscalerWeights {
    std::filesystem::path path;  ///< the file that was read
    nn::NamedTensors tensors;    ///< the tensors under basicsr's keys
};

/// Reads the weights of an upscaler. The content of `path` tells its kind: a .safetensors file, a .pth file (a zip
/// archive, read without running any code in it), or one file of an ncnn pair, a .param and a .bin file of one name
/// side by side. A folder stands for the only such model in it. Throws Error(model_not_found), and Error(model_invalid)
/// that names the file, its fault and what to do.
UpscalerWeights read_upscaler_weights(const std::filesystem::path& path);

}  // namespace stillwave::enhance
