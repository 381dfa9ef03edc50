#pragma once

#include <filesystem>
#include <string>

#include "nn/weights.h"

namespace stillwave::enhance {

struct UpscalerWeights {
    std::filesystem::path path;  ///< the file that was read
    nn::NamedTensors tensors;    ///< under basicsr's keys
};

/// The weights in `path`, whose kind is told by its content: a .safetensors file, a .pth file (a zip archive; read
/// without running any of it), or one of an ncnn pair, a .param and a .bin file of one name side by side. A folder
/// stands for the one such model in it. Throws Error(model_not_found), Error(model_invalid) with the file, what is
/// wrong with it and what to do.
UpscalerWeights read_upscaler_weights(const std::filesystem::path& path);

}  // namespace stillwave::enhance
