#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>

namespace stillwave::cli {

struct TrainOptions {
    std::filesystem::path config;
    bool resume = false;
    bool schema = false;
    bool json = false;
    std::filesystem::path pack;  ///< folder of photos; empty: a run is trained
    std::filesystem::path output;
    int long_side = 512;  ///< px, of a packed photo at most
};

/// `stillwave train CONFIG.json`: trains a model as the configuration says. `--pack FOLDER -o FILE` packs photos for
/// it,
/// `--schema` prints the configuration's JSON schema. The options must outlive the parsing; `exit_code` gets the
/// result.
void add_train_command(CLI::App& app, TrainOptions& options, int& exit_code);

}  // namespace stillwave::cli
