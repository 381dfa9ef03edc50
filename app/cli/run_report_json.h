#pragma once

#include <filesystem>

#include "types/animation.h"

namespace stillwave::cli {

/// What the command timed around the engine.
struct RunTimes {
    double write_seconds = 0;
    double total_seconds = 0;
};

/// Writes what `--report` asks for. Throws Error(output_unwritable).
void write_run_report(const std::filesystem::path& path, const AnimationResult& result,
                      const std::filesystem::path& photo, const std::filesystem::path& clip, const RunTimes& times);

}  // namespace stillwave::cli
