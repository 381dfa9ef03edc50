#pragma once

#include <filesystem>

#include "checkpoint/checkpoint.h"

namespace stillwave {

/// Opens the folder that holds model_index.json; open_checkpoint checks and counts its tensors. Throws
/// Error(model_invalid).
Checkpoint open_diffusers_folder(const std::filesystem::path& folder);

}  // namespace stillwave
