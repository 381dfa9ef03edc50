#pragma once

#include <filesystem>

#include "nn/weights.h"

/// PyTorch's .pth files: internal to the room.
namespace stillwave::enhance {

/// The tensors of a file that torch.save wrote (1.6 or newer: a zip archive), without running any of it. Throws
/// Error(model_invalid) where the archive is damaged, packed, larger unpacked than it is, or holds anything but a
/// state dict whose tensors lie within their records; Error(model_not_found).
nn::NamedTensors read_pth(const std::filesystem::path& path);

}  // namespace stillwave::enhance
