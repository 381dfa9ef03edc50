#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "control_flags.h"
#include "types/settings_fields.h"

namespace stillwave::cli {

/// The command line of `stillwave animate`.
struct AnimateOptions {
    std::vector<std::filesystem::path> photos;
    std::filesystem::path output;
    bool force = false;
    std::string model;
    std::string device;  ///< empty: the recipe's device, else auto; dtype likewise
    std::string dtype;
    std::filesystem::path settings_file;
    std::filesystem::path recipe_source;
    std::filesystem::path recipe_photo;
    std::filesystem::path take;  ///< the folder that keeps the take; empty: none is kept
    std::filesystem::path dump_tensors;
    std::filesystem::path report;
    double memory_budget_gb = 0;  ///< 0: all that is free
    bool estimate = false;
    bool json = false;
    bool quiet = false;
    bool verbose = false;
    ControlFlags controls;
    SettingsLayer settings;  ///< rows of settings_fields() that have a flag on the command line
    SettingsLayer exports;   ///< rows of export_fields() likewise; with any of them the finished clip is exported
};

/// Adds the flags to `command`: one for each row of settings_fields(), and the program's own. They write to `options`,
/// which must outlive the parsing.
void add_animate_flags(CLI::App& command, AnimateOptions& options);

/// Throws Error(invalid_argument) for flags that make no sense together.
void check_animate_options(const AnimateOptions& options);

/// The clip or JSON file whose recipe the clip is made from; empty: there is none. A take that a clip begins with gives
/// its own recipe.
std::filesystem::path recipe_source_of(const AnimateOptions& options);

}  // namespace stillwave::cli
