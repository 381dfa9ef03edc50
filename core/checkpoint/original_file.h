#pragma once

#include <filesystem>

#include "checkpoint/checkpoint.h"

namespace stillwave {

/// Opens a single file in the original layout and names its tensors as diffusers does; open_checkpoint checks and
/// counts them. Throws Error(model_invalid).
Checkpoint open_original_file(const std::filesystem::path& file);

}  // namespace stillwave
