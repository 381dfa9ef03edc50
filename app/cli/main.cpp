#include <CLI/CLI.hpp>
#include <csignal>
#include <iostream>
#include <utility>

#include "animate_command.h"
#include "doctor_command.h"
#include "exit_codes.h"
#include "export_command.h"
#include "models_command.h"
#include "recipe_command.h"
#include "train_command.h"
#include "types/build_info.h"
#include "types/log.h"
#include "worker_command.h"

namespace stillwave::cli {
namespace {

int run(int argc, char** argv) {
    CLI::App app("Stillwave makes photos move with Stable Video Diffusion.", "stillwave");
    app.set_version_flag("--version", "stillwave " + current_build().version);
    app.require_subcommand(1);
    app.footer(exit_codes_help());
    int code = exit_ok;

    AnimateOptions animate;
    auto* animate_command = app.add_subcommand("animate", "Turn photos into moving clips");
    add_animate_flags(*animate_command, animate);
    animate_command->footer(exit_codes_help());
    animate_command->callback([&] { code = run_animate(animate); });

    ExportOptions exporting;
    auto* export_command = app.add_subcommand("export", "Loop, smooth, enlarge and write a clip in another format");
    add_export_flags(*export_command, exporting);
    export_command->footer(exit_codes_help());
    export_command->callback([&] { code = run_export(exporting); });

    std::filesystem::path clip;
    auto* recipe_command = app.add_subcommand("recipe", "Print what a clip was made with");
    recipe_command->add_option("clip", clip, "A clip that Stillwave made")->type_name("CLIP")->required();
    recipe_command->callback([&] { code = run_recipe(clip); });

    ModelsOptions models;
    add_models_commands(app, models, code);

    TrainOptions train;
    add_train_command(app, train, code);

    bool doctor_json = false;
    auto* doctor_command =
        app.add_subcommand("doctor", "Show versions, devices, memory, models, and what would be chosen");
    doctor_command->add_flag("--json", doctor_json, "One JSON object on standard output");
    doctor_command->callback([&] { code = run_doctor(doctor_json); });

    std::filesystem::path exchange;
    auto* worker_command = app.add_subcommand("worker", "Serve the studio on standard input and output");
    worker_command->add_option("--exchange", exchange, "Folder for the pictures that pass")->required();
    worker_command->callback([&] { code = run_worker(exchange); });

    // An unknown command is named here, because CLI11 would only say that a command is missing.
    const auto named = [&](const CLI::App* command) { return command->check_name(argv[1]); };
    if (argc > 1 && argv[1][0] != '-' && std::as_const(app).get_subcommands(named).empty()) {
        throw Error(ErrorCode::invalid_argument,
                    std::string("There is no command '") + argv[1] + "'; `stillwave --help` lists what there is.");
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? exit_ok : exit_usage;
    }
    return code;
}

}  // namespace
}  // namespace stillwave::cli

int main(int argc, char** argv) {
    using namespace stillwave;
    // The clip is still made where the reader of the output closes its pipe.
    std::signal(SIGPIPE, SIG_IGN);
    try {
        return cli::run(argc, argv);
    } catch (const Error& error) {
        log::error(error.what());
        if (!error.detail().empty()) log::info(error.detail());
        return cli::exit_code(error.code());
    } catch (const std::exception& error) {
        log::error(std::string("Something unexpected went wrong: ") + error.what());
        return cli::exit_failed;
    }
}
