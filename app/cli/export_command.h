#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

#include "types/export_types.h"

namespace stillwave::cli {

/// What `stillwave export` was asked for.
struct ExportOptions {
    std::filesystem::path source;
    std::filesystem::path output;
    std::string detail;
    std::string device = "auto";
    std::int64_t first = 1;  ///< counted from 1, as people count
    std::int64_t last = 0;   ///< 0: the clip's last
    bool force = false;
    bool estimate = false;
    bool json = false;
    bool quiet = false;
    SettingsLayer settings;  ///< from the flags
};

/// The flags write to `options`, which must outlive the parsing.
void add_export_flags(CLI::App& command, ExportOptions& options);

/// Returns the exit code. Throws Error.
int run_export(const ExportOptions& options);

/// The settings that a file's own name gives: its format, unless a flag did. Throws Error(invalid_argument).
void take_format_from_name(SettingsLayer& settings, const std::filesystem::path& output);

/// One sentence about a finished export, or its JSON line.
void tell_export(const ExportResult& result, bool json);

}  // namespace stillwave::cli
