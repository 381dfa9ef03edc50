#pragma once

#include <filesystem>

#include "nn/weights.h"

/// PyTorch's .pth files. Internal to the room.
namespace stillwave::enhance {

/// Reads the tensors of a file that torch.save of PyTorch 1.6 or newer wrote (a zip archive), without running any code
/// in it. Throws Error(model_invalid) where the archive is damaged or compressed, where its records claim more bytes
/// than the file has, or where it is no state dict whose tensors lie within their records, and Error(model_not_found).
nn::NamedTensors read_pth(const std::filesystem::path& path);

}  // namespace stillwave::enhance
