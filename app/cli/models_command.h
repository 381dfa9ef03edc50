#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>

namespace stillwave::cli {

/// The command line of `stillwave models …`.
struct ModelsOptions {
    std::filesystem::path path;
    std::string variant;
    bool copy = false;
    bool json = false;
};

/// Adds the commands `models add|list|inspect`. They write to `options` and set `exit_code`, which both must outlive
/// the parsing.
void add_models_commands(CLI::App& app, ModelsOptions& options, int& exit_code);

}  // namespace stillwave::cli
