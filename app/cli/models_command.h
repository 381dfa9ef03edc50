#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>

namespace stillwave::cli {

/// What `stillwave models …` was asked for.
struct ModelsOptions {
    std::filesystem::path path;
    bool copy = false;
    bool json = false;
};

/// Adds `models add|list|inspect`; they write to `options` and set `exit_code`, which must outlive the parsing.
void add_models_commands(CLI::App& app, ModelsOptions& options, int& exit_code);

}  // namespace stillwave::cli
