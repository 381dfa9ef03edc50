#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

#include "types/export_types.h"

namespace stillwave::cli {

/// The command line of `stillwave export`.
struct ExportOptions {
    std::filesystem::path source;
    std::filesystem::path output;
    std::string detail;
    std::string device = "auto";
    std::int64_t first = 1;  ///< the first frame, counted from 1
    std::int64_t last = 0;   ///< the last frame, counted from 1; 0: the clip's last
    bool force = false;
    bool estimate = false;
    bool json = false;
    bool quiet = false;
    SettingsLayer settings;  ///< rows of export_fields() that have a flag on the command line
};

/// Adds the flags to `command`. They write to `options`, which must outlive the parsing.
void add_export_flags(CLI::App& command, ExportOptions& options);

/// `stillwave export`: writes a clip or take in another format and returns the exit code. Throws Error.
int run_export(const ExportOptions& options);

/// Sets the format that the name of the file `output` says, unless a flag set one. Throws Error(invalid_argument).
void set_format_from_name(SettingsLayer& settings, const std::filesystem::path& output);

/// Prints one line about a finished export, as text or as JSON.
void tell_export(const ExportResult& result, bool json);

}  // namespace stillwave::cli
