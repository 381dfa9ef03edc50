#pragma once

#include "checkpoint/checkpoint.h"

/// One opener for each format. An opener finds and names the tensors; open_checkpoint then checks and counts them.
/// Internal to the room.
namespace stillwave {

/// `folder` holds model_index.json.
Checkpoint open_diffusers_folder(const std::filesystem::path& folder);

Checkpoint open_original_file(const std::filesystem::path& file);

at::ScalarType most_frequent_dtype(const nn::NamedTensors& tensors);

/// Throws Error(model_invalid) that says why pickles are not opened. `place` is the file or folder that holds them.
[[noreturn]] void refuse_pickles(const std::filesystem::path& place);

/// Whether the file has an ending of PyTorch's pickles.
bool has_pickle_name(const std::filesystem::path& file);

}  // namespace stillwave
