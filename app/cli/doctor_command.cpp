#include "doctor_command.h"

#include <iomanip>
#include <iostream>

#include "engine/engine.h"
#include "exit_codes.h"
#include "json_lines.h"
#include "text_sizes.h"
#include "types/build_info.h"

namespace stillwave::cli {
namespace {

std::string capabilities(const MachineInfo& machine) {
    std::string text;
    const auto add = [&](bool there, const char* name) {
        if (there) text += (text.empty() ? "" : ", ") + std::string(name);
    };
    add(machine.avx2, "AVX2");
    add(machine.avx512_bf16, "AVX512-BF16");
    add(machine.amx_bf16, "AMX");
    return text.empty() ? "none that matter here" : text;
}

/// The name of the model that would be used, or why there is none.
std::string chosen_model(const EngineDescription& engine) {
    return engine.default_model.empty() ? "none: " + engine.notice : engine.default_model;
}

void print_json(const EngineDescription& engine) {
    const auto& machine = engine.machine;
    const auto build = current_build();
    nlohmann::ordered_json json;
    json["stillwave"] = build.version;
    json["compiler"] = build.compiler;
    json["build_type"] = build.build_type;
    json["libtorch"] = build.libtorch;
    json["libtorch_has_cuda"] = machine.libtorch_has_cuda;
    json["cpu"] = {{"model", machine.cpu_model},
                   {"physical_cores", machine.physical_cores},
                   {"logical_cores", machine.logical_cores},
                   {"threads", machine.threads},
                   {"avx2", machine.avx2},
                   {"avx512_bf16", machine.avx512_bf16},
                   {"amx_bf16", machine.amx_bf16}};
    json["memory_bytes"] = machine.memory_bytes;
    json["available_memory_bytes"] = machine.available_memory_bytes;
    json["cuda_devices"] = nlohmann::ordered_json::array();
    for (const auto& cuda : machine.cuda_devices)
        json["cuda_devices"].push_back(
            {{"id", cuda.id}, {"total_bytes", cuda.total_bytes}, {"free_bytes", cuda.free_bytes}});
    json["models_folder"] = engine.models_folder.string();
    json["models"] = nlohmann::ordered_json::array();
    for (const auto& model : engine.models) {
        nlohmann::ordered_json row = {{"name", model.name}, {"path", model.path.string()}};
        if (!model.problem.empty()) row["problem"] = model.problem;
        json["models"].push_back(row);
    }
    json["choice"] = {{"device", engine.device.device},
                      {"dtype", engine.device.dtype},
                      {"reason", engine.device.reason},
                      {"model", chosen_model(engine)}};
    write_json(json);
}

void print_text(const EngineDescription& engine) {
    const auto& machine = engine.machine;
    const auto row = [](const char* label, const std::string& value) {
        std::cout << std::left << std::setw(12) << label << value << '\n';
    };
    const auto build = current_build();
    row("Stillwave", build.version + " (" + build.compiler + ", " + build.build_type + ")");
    row("libtorch", build.libtorch + (machine.libtorch_has_cuda ? " with CUDA" : " without CUDA"));
    row("Processor", machine.cpu_model + ", " + std::to_string(machine.physical_cores) + " cores, " +
                         std::to_string(machine.threads) + " threads used; " + capabilities(machine));
    row("Memory",
        bytes_text(machine.memory_bytes) + ", of which " + bytes_text(machine.available_memory_bytes) + " free");
    for (const auto& cuda : machine.cuda_devices)
        row(cuda.id.c_str(), bytes_text(cuda.total_bytes) + ", of which " + bytes_text(cuda.free_bytes) + " free");
    row("Models", engine.models_folder.string());
    for (const auto& model : engine.models)
        row("", model.name + ": " + (model.problem.empty() ? model.path.string() : model.problem));
    row("Chosen", engine.device.device + " in " + engine.device.dtype + ": " + engine.device.reason);
    row("", "model " + chosen_model(engine));
}

}  // namespace

int run_doctor(bool json) {
    const auto engine = make_local_engine()->describe();
    if (json) {
        print_json(engine);
    } else {
        print_text(engine);
    }
    return exit_ok;
}

}  // namespace stillwave::cli
