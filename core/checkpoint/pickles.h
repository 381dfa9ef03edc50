#pragma once

#include <filesystem>

namespace stillwave {

/// Throws Error(model_invalid) that names `place` and says why Python's pickles are not opened.
[[noreturn]] void refuse_pickles(const std::filesystem::path& place);

/// Whether the file's name is one that PyTorch's pickles have.
bool has_pickle_name(const std::filesystem::path& file);

}  // namespace stillwave
