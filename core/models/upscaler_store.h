#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "types/export_types.h"

/// The upscalers of this user: the one that ships, and those in the data folder. Internal to the room.
namespace stillwave {

/// The upscaler that an empty name stands for.
inline constexpr char default_upscaler[] = "realesr-animevideov3";

std::vector<UpscalerSummary> list_upscalers();

/// Where the weights of `name_or_path` lie (a file, or a folder with one model); empty: the one that ships. Throws
/// Error(model_not_found) that names the installed ones.
std::filesystem::path find_upscaler(const std::string& name_or_path);

}  // namespace stillwave
