#pragma once

#include <filesystem>

namespace stillwave {

/// The folder of the user's installed models: $XDG_DATA_HOME/stillwave/models, by default
/// ~/.local/share/stillwave/models. Where there is no HOME, LOCALAPPDATA stands for ~/.local/share.
std::filesystem::path default_models_folder();

/// The folder of the program's own files: $STILLWAVE_RESOURCES, else the one beside the program (../share/stillwave or
/// resources), else that of the source tree that the program was built from.
std::filesystem::path resources_folder();

}  // namespace stillwave
