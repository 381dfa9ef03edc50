#pragma once

#include <filesystem>

#include "nn/weights.h"

/// ncnn's models (https://github.com/Tencent/ncnn/wiki/param-and-model-file-structure): internal to the room.
namespace stillwave::enhance {

/// The weights of an SRVGGNetCompact or RRDBNet that was converted to ncnn: a .param file, the network's layers as
/// text, and a .bin file beside it with their weights, float32 or float16 (both are kept as they are). Keys are
/// basicsr's. A reduction at the network's end, by which some files make less than the network's own scale, is left
/// off. Throws Error(model_invalid) that names the file and the layer where the layers are those of another network,
/// weights are quantised, or the two files do not belong together; Error(model_not_found).
nn::NamedTensors read_ncnn(const std::filesystem::path& param_path);

/// Whether `start`, the first bytes of a file, are those of a .param file.
bool is_ncnn_param(std::string_view start);

}  // namespace stillwave::enhance
