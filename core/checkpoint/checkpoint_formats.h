#pragma once

#include "checkpoint/checkpoint.h"

/// One opener a format, for open_checkpoint: they find and name the tensors, which it then checks and counts. Internal
/// to the engine.
namespace stillwave {

/// `folder` holds model_index.json.
Checkpoint open_diffusers_folder(const std::filesystem::path& folder);

Checkpoint open_original_file(const std::filesystem::path& file);

at::ScalarType most_frequent_dtype(const nn::NamedTensors& tensors);

/// Throws Error(model_invalid): pickles are not opened, with the reason.
[[noreturn]] void refuse_pickles(const std::filesystem::path& place);

/// Whether the name is one that PyTorch's pickles have.
bool has_pickle_name(const std::filesystem::path& file);

}  // namespace stillwave
