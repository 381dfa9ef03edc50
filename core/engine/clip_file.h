#pragma once

#include <filesystem>
#include <stop_token>
#include <string>

#include "engine/recipe.h"
#include "types/clip.h"
#include "types/progress.h"

namespace stillwave {

/// Returns the choice of export_fields' `format` for a file of this name: the first format with its extension. A name
/// without an extension stands for a sequence of PNG pictures. Throws Error(invalid_argument) with the list of what can
/// be written.
std::string format_of_name(const std::filesystem::path& path);

/// Returns the extension of the format's files, with the dot; empty for a folder of pictures. Throws
/// Error(invalid_argument).
std::string extension_of_format(const std::string& format);

/// Writes `clip` as it is in the format that `path` names, with the recipe in its metadata. The file is written under a
/// hidden name and renamed when it is complete. Blocks; `progress` is called on this thread with Stage::write. Throws
/// Error(output_unwritable), Error(invalid_argument) as format_of_name does, and Cancelled within a frame of a stop
/// request.
void write_clip(const Clip& clip, const Recipe& recipe, const std::filesystem::path& path,
                const ProgressCallback& progress = {}, std::stop_token stop = {});

}  // namespace stillwave
