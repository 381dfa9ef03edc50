#include "models_command.h"

#include <iomanip>
#include <iostream>
#include <sstream>

#include "exit_codes.h"
#include "json_lines.h"
#include "models/model_store.h"
#include "text_sizes.h"
#include "types/log.h"

namespace stillwave::cli {
namespace {

nlohmann::ordered_json to_json(const ModelInfo& info) {
    nlohmann::ordered_json json = {{"name", info.name},
                                   {"path", info.path.string()},
                                   {"variant", info.variant},
                                   {"format", info.format},
                                   {"dtype", info.dtype},
                                   {"num_frames", info.num_frames},
                                   {"frames_evidence", frames_evidence_name(info.frames_evidence)},
                                   {"parameters", info.parameters},
                                   {"bytes", info.bytes},
                                   {"latent_channels", info.latent_channels},
                                   {"size_multiple_px", info.size_multiple}};
    if (info.card) {
        json["card"] = {{"name", info.card->name}, {"note", info.card->note}, {"licence", info.card->licence}};
        json["card"]["sizes_px"] = nlohmann::ordered_json::array();
        for (const auto& size : info.card->sizes) json["card"]["sizes_px"].push_back({size.width, size.height});
    }
    return json;
}

/// On standard error, so that JSON stays alone on standard output.
void warn_of_frames(const ModelInfo& info) {
    if (const auto warning = frames_warning(info); !warning.empty()) log::warning(warning);
}

std::string summary(const ModelInfo& info) {
    return info.variant + ", " + std::to_string(info.num_frames) + " frames, " + info.dtype + ", " +
           parameters_text(info.parameters) + " parameters, " + bytes_text(info.bytes);
}

int run_add(const ModelsOptions& options) {
    const auto mode = options.copy ? ModelStore::AddMode::copy : ModelStore::AddMode::link;
    const auto info = ModelStore().add(options.path, mode, options.variant);
    if (options.json) {
        write_json(to_json(info));
    } else {
        std::cout << info.name << " is installed" << (options.copy ? "" : ", linked from where it is") << ": "
                  << summary(info) << ".\n";
    }
    warn_of_frames(info);
    return exit_ok;
}

int run_list(const ModelsOptions& options) {
    const auto models = ModelStore().list();
    if (options.json) {
        auto json = nlohmann::ordered_json::array();
        for (const auto& model : models)
            json.push_back(model.info
                               ? to_json(*model.info)
                               : nlohmann::ordered_json{
                                     {"name", model.name}, {"path", model.path.string()}, {"problem", model.problem}});
        write_json(json);
    } else {
        for (const auto& model : models)
            std::cout << model.name << ": " << (model.info ? summary(*model.info) : model.problem) << '\n';
    }
    for (const auto& model : models)
        if (model.info) warn_of_frames(*model.info);
    return exit_ok;
}

int run_inspect(const ModelsOptions& options) {
    const auto info = ModelStore().inspect(options.path);
    warn_of_frames(info);
    if (options.json) {
        write_json(to_json(info));
        return exit_ok;
    }
    const auto row = [](const char* label, const auto& value) {
        std::cout << std::left << std::setw(14) << label << value << '\n';
    };
    row("Name", info.name);
    row("Path", info.path.string());
    row("Variant", info.variant);
    row("Format", info.format);
    const std::string evidence(frames_evidence_text(info.frames_evidence));
    row("Frames", std::to_string(info.num_frames) + (evidence.empty() ? "" : " (" + evidence + ")"));
    row("Dtype", info.dtype);
    row("Parameters", parameters_text(info.parameters));
    row("Size", bytes_text(info.bytes));
    row("Pictures", "width and height in multiples of " + std::to_string(info.size_multiple) + " px");
    if (info.card) {
        row("Card", info.card->note);
        if (!info.card->licence.empty()) row("Licence", info.card->licence);
    }
    return exit_ok;
}

}  // namespace

void add_models_commands(CLI::App& app, ModelsOptions& options, int& exit_code) {
    auto* models = app.add_subcommand("models", "Install, list and inspect models");
    models->require_subcommand(1);
    const auto json_flag = [&](CLI::App* command) {
        command->add_flag("--json", options.json, "One JSON value on standard output");
    };

    auto* add = models->add_subcommand("add", "Install Stable Video Diffusion's weights");
    add->add_option("path", options.path, "A diffusers folder, or an original .safetensors file")
        ->type_name("PATH")
        ->required();
    add->add_flag("--copy", options.copy, "Copy it instead of linking it from where it is");
    add->add_option("--variant", options.variant,
                    "Which model a single file is that does not say it: svd (14 frames), svd_xt or svd_xt_1_1 (25)")
        ->type_name("VARIANT");
    json_flag(add);
    add->callback([&] { exit_code = run_add(options); });

    auto* list = models->add_subcommand("list", "Show what is installed");
    json_flag(list);
    list->callback([&] { exit_code = run_list(options); });

    auto* inspect = models->add_subcommand("inspect", "Show what a model is, without loading it");
    inspect->add_option("path", options.path, "A folder or file")->type_name("PATH")->required();
    json_flag(inspect);
    inspect->callback([&] { exit_code = run_inspect(options); });
}

}  // namespace stillwave::cli
