#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "engine/recipe.h"
#include "types/clip.h"
#include "types/progress.h"

namespace stillwave {

/// The `format` of export_fields that a file of this name is written in: the first that has its extension; a name
/// without one is a sequence of PNG pictures. Throws Error(invalid_argument) with the list of what can be written.
std::string format_of_name(const std::filesystem::path& path);

/// The ending of the format's files, with the dot; it is empty for a folder of pictures. Throws
/// Error(invalid_argument).
std::string extension_of_format(const std::string& format);

/// Writes `clip` as it is in the format that `path` names, with the recipe in its metadata. It is written beside its
/// place and renamed when complete. Blocks; `progress` is called on this thread with Stage::write. Throws
/// Error(output_unwritable), Error(invalid_argument) as above, and Cancelled within a frame of a stop.
void write_clip(const Clip& clip, const Recipe& recipe, const std::filesystem::path& path,
                const ProgressCallback& progress = {}, std::stop_token stop = {});

}  // namespace stillwave
