#pragma once

#include <filesystem>
#include <stop_token>

#include "engine/recipe.h"
#include "types/clip.h"
#include "types/progress.h"

namespace stillwave {

/// Throws Error(invalid_argument) with the list of what can be written, if `path`'s extension is not among it.
void check_clip_extension(const std::filesystem::path& path);

/// Writes `clip` as the kind of file that `path`'s extension names (.mp4), with the recipe in its metadata. It is
/// written beside its place and renamed when complete. Blocks; `progress` is called on this thread with Stage::write.
/// Throws Error(output_unwritable), Error(invalid_argument) as above, and Cancelled within a frame of a stop.
void export_clip(const Clip& clip, const Recipe& recipe, const std::filesystem::path& path,
                 const ProgressCallback& progress = {}, std::stop_token stop = {});

}  // namespace stillwave
