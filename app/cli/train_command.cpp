#include "train_command.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>

#include "engine/engine.h"
#include "exit_codes.h"
#include "json_lines.h"
#include "progress_view.h"
#include "stop_signals.h"
#include "text_sizes.h"
#include "training/photo_packing.h"
#include "training/train.h"
#include "types/json_reader.h"
#include "types/settings_json.h"

namespace stillwave::cli {
namespace fs = std::filesystem;
namespace {

constexpr auto licences_name = "licences.json";

/// Reads licence, author and source of each photo from FOLDER/licences.json. Without the file nothing is known.
std::map<std::string, std::string> licences_in(const fs::path& folder) {
    std::map<std::string, std::string> licences;
    const auto file = folder / licences_name;
    if (!fs::exists(file)) return licences;
    const auto reader = JsonReader::of_file(file, ErrorCode::invalid_argument);
    for (const auto& [name, licence] : reader.json().items()) licences[name] = reader.text(name);
    return licences;
}

std::vector<fs::path> photos_in(const fs::path& folder) {
    if (!fs::is_directory(folder))
        throw Error(ErrorCode::photo_unreadable, "There is no folder '" + folder.string() + "'.");
    std::vector<fs::path> photos;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        if (entry.is_regular_file() && !name.starts_with('.') && name != licences_name) photos.push_back(entry.path());
    }
    std::sort(photos.begin(), photos.end());
    return photos;
}

int run_pack(const TrainOptions& options) {
    if (options.output.empty())
        throw Error(ErrorCode::invalid_argument, "--pack needs -o FILE.safetensors, the file to write.");
    const auto licences = licences_in(options.pack);
    const auto engine = make_local_engine();
    std::vector<training::NamedPhoto> photos;
    for (const auto& path : photos_in(options.pack)) {
        const auto name = path.filename().string();
        const auto licence = licences.find(name);
        if (!licences.empty() && licence == licences.end())
            throw Error(ErrorCode::invalid_argument,
                        (options.pack / licences_name).string() + " says nothing of '" + name + "'.");
        photos.push_back({name, licence == licences.end() ? "" : licence->second,
                          engine->read_picture({path, options.long_side}).image});
    }
    training::pack_photos(options.output, photos);
    std::cout << photos.size() << (photos.size() == 1 ? " photo" : " photos") << " packed into "
              << options.output.string() << ", " << bytes_text(fs::file_size(options.output)) << ".\n";
    return exit_ok;
}

void show(const training::TrainingProgress& progress, bool json) {
    if (json) {
        nlohmann::json line = {{"event", "progress"},
                               {"step", progress.step},
                               {"total", progress.max_train_steps},
                               {"loss", progress.loss},
                               {"steps_per_second", progress.steps_per_second},
                               {"eta_seconds", progress.seconds_left},
                               {"peak_memory_bytes", progress.peak_memory_bytes}};
        if (progress.validation_loss) line["validation_loss"] = *progress.validation_loss;
        write_json_line(line);
        return;
    }
    char numbers[96];
    std::snprintf(numbers, sizeof numbers, "loss %.5g, %.3g steps/s, ", progress.loss, progress.steps_per_second);
    std::cerr << "step " << progress.step << "/" << progress.max_train_steps << ": " << numbers
              << bytes_text(progress.peak_memory_bytes) << ", " << clock_text(progress.seconds_left) << " left";
    if (progress.validation_loss) {
        std::snprintf(numbers, sizeof numbers, "; held out %.5g", *progress.validation_loss);
        std::cerr << numbers;
    }
    std::cerr << '\n';
}

TrainingSettings settings_of(const fs::path& config) {
    if (config.empty())
        throw Error(
            ErrorCode::invalid_argument,
            "train needs a configuration: CONFIG.json; `stillwave train --schema` prints what may stand in it.");
    TrainingSettings settings;
    apply_settings(settings, read_training_settings_file(config));
    for (const auto* key : {"model", "data", "output"})
        if (std::get<std::string>(get_setting(settings, field_of<TrainingSettings>(key))).empty())
            throw Error(ErrorCode::invalid_argument, config.string() + " lacks '" + key + "'.");
    return settings;
}

int run_training(const TrainOptions& options) {
    const StopSignals signals;
    const auto settings = settings_of(options.config);
    try {
        const auto result = training::train(
            settings, {options.resume, [&](const auto& progress) { show(progress, options.json); }, signals.token()});
        if (options.json) {
            write_json_line({{"event", "result"},
                             {"steps", result.steps},
                             {"model", result.model.string()},
                             {"validation_loss", result.validation_loss}});
        } else {
            std::cout << result.model.string() << '\n';
        }
        return exit_ok;
    } catch (const Cancelled&) {
        std::cerr << "Stopped; `stillwave train --resume` goes on from here.\n";
        return exit_cancelled;
    }
}

int run_train(const TrainOptions& options) {
    if (options.schema) {
        std::cout << training_settings_schema() << '\n';
        return exit_ok;
    }
    return options.pack.empty() ? run_training(options) : run_pack(options);
}

}  // namespace

void add_train_command(CLI::App& app, TrainOptions& options, int& exit_code) {
    auto* command = app.add_subcommand("train", "Train a model's UNet or VAE on photos that are made to move");
    command->add_option("config", options.config, "What to train, as JSON")->type_name("CONFIG.json");
    command->add_flag("--resume", options.resume, "Go on from the checkpoint in the output folder");
    command->add_flag("--schema", options.schema, "Print the JSON schema of the configuration");
    command->add_flag("--json", options.json, "One JSON object a line on standard output");
    command
        ->add_option("--pack", options.pack, "Pack a folder of photos for training; licences.json in it may list them")
        ->type_name("FOLDER");
    command->add_option("-o,--output", options.output, "The file that --pack writes")->type_name("FILE.safetensors");
    command->add_option("--long-side", options.long_side, "Long side of a packed photo in px, at most")
        ->check(CLI::Range(64, 4096));
    command->callback([&] { exit_code = run_train(options); });
}

}  // namespace stillwave::cli
