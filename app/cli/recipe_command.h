#pragma once

#include <filesystem>

namespace stillwave::cli {

/// `stillwave recipe CLIP`: prints the recipe that a clip carries, as JSON. Throws Error(clip_unreadable).
int run_recipe(const std::filesystem::path& clip);

}  // namespace stillwave::cli
