// Measures the time that a pass of the UNet would take if only its convolutions, matrix products and attention took
// time, each as long as it takes alone:
//   unet_bound MODEL_FOLDER FRAMES HEIGHT WIDTH
// One pass records each such operation with its tensors; each is then run again by itself. Prints JSON: seconds and
// FLOP of a pass by kind, and their sum, the bound. Height and width are the clip's, px; float32 on the processor.
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/randn.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "bench/process_figures.h"
#include "nn/cpu_memory.h"
#include "nn/operation_counter.h"
#include "nn/safetensors.h"
#include "svd/config.h"
#include "svd/unet_spatio_temporal_condition.h"

using namespace stillwave;

namespace {

/// The shortest of several runs within about a third of a second.
double seconds_alone(const nn::HeavyOperation& operation) {
    const auto handle =
        c10::Dispatcher::singleton().findSchemaOrThrow(operation.name.c_str(), operation.overload.c_str());
    double shortest = std::numeric_limits<double>::infinity();
    const bench::Stopwatch all;
    for (int run = 0; run < 3 || all.seconds() < 0.3; ++run) {
        auto stack = operation.arguments;
        const bench::Stopwatch one;
        handle.callBoxed(&stack);
        shortest = std::min(shortest, one.seconds());
    }
    return shortest;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5) {
        std::cerr << "usage: unet_bound MODEL_FOLDER FRAMES HEIGHT WIDTH\n";
        return 2;
    }
    nn::reuse_cpu_memory();
    const c10::InferenceMode inference;
    const std::filesystem::path folder = argv[1];
    const auto config = svd::pipeline_config_from_folder(folder);
    const auto file = nn::SafetensorsFile::open(folder / "unet" / "diffusion_pytorch_model.safetensors");
    const nn::Weights weights(file.named_tensors(), file.path().string());
    const svd::UNetSpatioTemporalConditionModel unet(weights, config.unet);
    nn::require_complete(weights);

    const auto scale = config.vae.scale_factor();
    const auto sample = at::randn(
        {1, std::stoll(argv[2]), config.unet.in_channels, std::stoll(argv[3]) / scale, std::stoll(argv[4]) / scale});
    const auto embeddings = at::randn({1, 1, config.unet.cross_attention_dim.front()});
    const auto added_time_ids = at::randn({1, 3});
    svd::VideoConstants constants;
    unet.forward(sample, 1.0, embeddings, added_time_ids, constants);
    nn::OperationCounter counter(true);
    const bench::Stopwatch watch;
    unet.forward(sample, 1.0, embeddings, added_time_ids, constants);
    const auto pass_seconds = watch.seconds();
    const auto counts = counter.take();

    double bound = 0;
    std::map<std::string, std::array<double, 2>> kinds;
    for (const auto& operation : counter.heavy_operations()) {
        const auto calls = static_cast<double>(operation.calls);
        const auto seconds = calls * seconds_alone(operation);
        bound += seconds;
        kinds[operation.name][0] += seconds;
        kinds[operation.name][1] += calls * operation.flop;
    }
    nlohmann::json told = {{"bound_s", bound}, {"pass_s", pass_seconds}, {"flop", counts.flop}};
    for (const auto& [name, figures] : kinds) {
        told["kinds"][name] = {{"seconds", figures[0]}, {"flop", figures[1]}, {"flop_per_s", figures[1] / figures[0]}};
    }
    std::cout << told.dump() << '\n';
}
