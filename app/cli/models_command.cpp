#include "models_command.h"

#include <iomanip>
#include <iostream>
#include <sstream>

#include "engine/engine.h"
#include "exit_codes.h"
#include "json_lines.h"
#include "text_sizes.h"
#include "types/log.h"

namespace stillwave::cli {
namespace {

nlohmann::ordered_json to_json(const ModelSummary& model) {
    if (!model.problem.empty())
        return {{"name", model.name}, {"path", model.path.string()}, {"problem", model.problem}};
    nlohmann::ordered_json json = {{"name", model.name},
                                   {"path", model.path.string()},
                                   {"variant", model.variant},
                                   {"format", model.format},
                                   {"dtype", model.dtype},
                                   {"num_frames", model.num_frames},
                                   {"frames_evidence", model.frames_evidence},
                                   {"parameters", model.parameters},
                                   {"bytes", model.bytes},
                                   {"latent_channels", model.latent_channels},
                                   {"size_multiple_px", model.size_multiple}};
    if (!model.title.empty()) {
        json["card"] = {{"name", model.title}, {"note", model.note}, {"licence", model.licence}};
        json["card"]["sizes_px"] = nlohmann::ordered_json::array();
        for (const auto& size : model.sizes) json["card"]["sizes_px"].push_back({size.width, size.height});
    }
    return json;
}

/// Warns on standard error, so that JSON stays alone on standard output.
void warn_of_frames(const ModelSummary& model) {
    if (!model.frames_warning.empty()) log::warning(model.frames_warning);
}

std::string summary(const ModelSummary& model) {
    if (!model.problem.empty()) return model.problem;
    return model.variant + ", " + std::to_string(model.num_frames) + " frames, " + model.dtype + ", " +
           parameters_text(model.parameters) + " parameters, " + bytes_text(model.bytes);
}

int run_add(Models& models, const ModelsOptions& options) {
    const auto info = models.add_model(options.path, options.variant, options.copy);
    if (options.json) {
        write_json(to_json(info));
    } else {
        std::cout << info.name << " is installed" << (options.copy ? "" : ", linked from where it is") << ": "
                  << summary(info) << ".\n";
    }
    warn_of_frames(info);
    return exit_ok;
}

int run_list(Models& models, const ModelsOptions& options) {
    const auto installed = models.describe().models;
    if (options.json) {
        auto json = nlohmann::ordered_json::array();
        for (const auto& model : installed) json.push_back(to_json(model));
        write_json(json);
    } else {
        for (const auto& model : installed) std::cout << model.name << ": " << summary(model) << '\n';
    }
    for (const auto& model : installed) warn_of_frames(model);
    return exit_ok;
}

int run_inspect(Models& models, const ModelsOptions& options) {
    const auto model = models.find_model(options.path.string());
    warn_of_frames(model);
    if (options.json) {
        write_json(to_json(model));
        return exit_ok;
    }
    const auto row = [](const char* label, const auto& value) {
        std::cout << std::left << std::setw(14) << label << value << '\n';
    };
    row("Name", model.name);
    row("Path", model.path.string());
    row("Variant", model.variant);
    row("Format", model.format);
    const auto& evidence = model.frames_evidence_text;
    row("Frames", std::to_string(model.num_frames) + (evidence.empty() ? "" : " (" + evidence + ")"));
    row("Dtype", model.dtype);
    row("Parameters", parameters_text(model.parameters));
    row("Size", bytes_text(model.bytes));
    row("Pictures", "width and height in multiples of " + std::to_string(model.size_multiple) + " px");
    if (!model.note.empty()) row("Card", model.note);
    if (!model.licence.empty()) row("Licence", model.licence);
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
    add->callback([&] { exit_code = run_add(*make_local_engine(), options); });

    auto* list = models->add_subcommand("list", "Show what is installed");
    json_flag(list);
    list->callback([&] { exit_code = run_list(*make_local_engine(), options); });

    auto* inspect = models->add_subcommand("inspect", "Show what a model is, without loading it");
    inspect->add_option("path", options.path, "An installed name, a folder or a file")->type_name("MODEL")->required();
    json_flag(inspect);
    inspect->callback([&] { exit_code = run_inspect(*make_local_engine(), options); });
}

}  // namespace stillwave::cli
