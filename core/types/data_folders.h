#pragma once

#include <filesystem>

namespace stillwave {

/// $XDG_DATA_HOME/stillwave/models, by default ~/.local/share/stillwave/models.
std::filesystem::path default_models_folder();

/// Where the program's own files are: $STILLWAVE_RESOURCES, beside the program, or the source tree that it was built
/// from.
std::filesystem::path resources_folder();

}  // namespace stillwave
