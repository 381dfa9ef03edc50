#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "types/settings_fields.h"

namespace stillwave::cli {

/// What `stillwave animate` was asked for.
struct AnimateOptions {
    std::vector<std::filesystem::path> photos;
    std::filesystem::path output;
    bool force = false;
    std::string model;
    std::string device;  ///< empty: the recipe's, else auto
    std::string dtype;
    std::filesystem::path settings_file;
    std::filesystem::path recipe_source;
    std::filesystem::path recipe_photo;
    std::filesystem::path dump_tensors;
    std::filesystem::path report;
    double memory_budget_gb = 0;  ///< 0: what is free
    bool estimate = false;
    bool json = false;
    bool quiet = false;
    bool verbose = false;
    SettingsLayer settings;  ///< from the flags
    SettingsLayer exports;   ///< of export_fields; any makes an export of the finished clip
};

/// Adds the flags to `command`: one for each row of `settings_fields`, and the program's own. They write to `options`,
/// which must outlive the parsing.
void add_animate_flags(CLI::App& command, AnimateOptions& options);

/// Throws Error(invalid_argument) for flags that make no sense together.
void check_animate_options(const AnimateOptions& options);

}  // namespace stillwave::cli
