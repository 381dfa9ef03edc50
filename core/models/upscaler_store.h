#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "types/export_types.h"

/// The upscalers of this user: the one that ships with the program, and those in the data folder. Internal to the room.
namespace stillwave {

/// The upscaler that an empty name stands for.
inline constexpr char default_upscaler[] = "realesr-animevideov3";

std::vector<UpscalerSummary> list_upscalers();

/// The path of an upscaler's weights: a file, or a folder with one model. An empty `name_or_path` stands for the
/// upscaler that ships. Throws Error(model_not_found) that names the installed ones.
std::filesystem::path find_upscaler(const std::string& name_or_path);

}  // namespace stillwave
