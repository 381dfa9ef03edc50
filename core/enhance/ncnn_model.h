#pragma once

#include <filesystem>

#include "nn/weights.h"

/// Models in the format of ncnn (https://github.com/Tencent/ncnn/wiki/param-and-model-file-structure). Internal to the
/// room.
namespace stillwave::enhance {

/// Reads the weights of an SRVGGNetCompact or RRDBNet that was converted to ncnn. The .param file holds the network's
/// layers as text; the .bin file beside it holds their weights, float32 or float16, which keep their dtype. Keys are
/// basicsr's. Some files reduce the result below the network's own scale; that reduction is ignored. Throws
/// Error(model_invalid) that names the file and the layer, where the layers are another network's, where weights are
/// quantised, or where the two files do not belong together. Throws Error(model_not_found) where a file is missing.
nn::NamedTensors read_ncnn(const std::filesystem::path& param_path);

/// True where `start`, the first bytes of a file, begin a .param file.
bool is_ncnn_param(std::string_view start);

}  // namespace stillwave::enhance
