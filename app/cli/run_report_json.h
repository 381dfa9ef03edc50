#pragma once

#include <filesystem>

#include "types/animation.h"

namespace stillwave::cli {

/// The times of a run that the command measures itself, beside the engine's.
struct RunTimes {
    double write_seconds = 0;
    double total_seconds = 0;
};

/// Writes the JSON file that `--report` asks for. Throws Error(output_unwritable).
void write_run_report(const std::filesystem::path& path, const AnimationResult& result,
                      const std::filesystem::path& photo, const std::filesystem::path& clip, const RunTimes& times);

}  // namespace stillwave::cli
