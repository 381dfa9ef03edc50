// Makes a clip by a full-size model and measures it from the start of the process on:
//   run_clip MODEL_FOLDER DEVICE DTYPE INPUTS.safetensors STEPS MAX_GUIDANCE MEMORY_BYTES OUT.safetensors
// INPUTS holds what compare_diffusers/diffusers_side.py makes: the photo, and by its noise the number of frames.
// The work is laid out to stay within MEMORY_BYTES; 0: as if there were no limit. Prints JSON: the rung of the
// memory plan that ran, seconds from the start of the process (STARTED_MONOTONIC_S in the environment, else of main) to
// the first operation on the model's weights, of sampling, of decoding and of both, and peak memory of processor and
// device. OUT gets the latents and frames.
#include <ATen/core/Tensor.h>
#include <ATen/record_function.h>
#include <c10/core/CachingDeviceAllocator.h>
#include <c10/core/Device.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "bench/process_figures.h"
#include "memory/memory_rungs.h"
#include "nn/cpu_memory.h"
#include "nn/safetensors.h"
#include "svd/pipeline_stable_video_diffusion.h"

using namespace stillwave;

namespace {

double now_s() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double first_kernel_s = 0;

/// Notes when the first convolution or matrix product begins.
std::unique_ptr<at::ObserverContext> note_first_kernel(const at::RecordFunction& function) {
    const std::string_view name = function.name();
    if (first_kernel_s == 0 && (name == "aten::convolution" || name == "aten::addmm" || name == "aten::mm")) {
        first_kernel_s = now_s();
    }
    return nullptr;
}

nn::Weights load(const std::filesystem::path& path) {
    return {nn::SafetensorsFile::open(path).named_tensors(), path.string()};
}

at::ScalarType dtype_named(const std::string& name) {
    if (name == "float32") return at::kFloat;
    if (name == "float16") return at::kHalf;
    if (name == "bfloat16") return at::kBFloat16;
    throw std::invalid_argument("no such type: " + name);
}

std::int64_t peak_device_bytes(at::Device device) {
    if (device.is_cpu()) return 0;
    const auto stats = at::getDeviceAllocator(device.type())->getDeviceStats(device.has_index() ? device.index() : 0);
    return stats.allocated_bytes[0].peak;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 9) {
        std::cerr << "usage: run_clip MODEL_FOLDER DEVICE DTYPE INPUTS STEPS MAX_GUIDANCE MEMORY_BYTES OUT\n";
        return 2;
    }
    nn::reuse_cpu_memory();
    const auto* const told_start = std::getenv("STARTED_MONOTONIC_S");
    const double started = told_start != nullptr ? std::stod(told_start) : now_s();
    const std::filesystem::path folder = argv[1];
    const at::Device device{std::string(argv[2])};
    const auto callback = at::addThreadLocalCallback(at::RecordFunctionCallback(&note_first_kernel));
    const auto config = svd::pipeline_config_from_folder(folder);
    const auto dtype = dtype_named(argv[3]);
    const auto inputs = nn::SafetensorsFile::open(argv[4]).named_tensors();
    const auto& pixels = inputs.at("pixels");
    svd::PipelineCall call{{.width = pixels.size(3),
                            .height = pixels.size(2),
                            .num_frames = inputs.at("noise").size(1),
                            .num_inference_steps = std::stoll(argv[5]),
                            .max_guidance_scale = std::stod(argv[6]),
                            .context_length = inputs.at("noise").size(1),  // as diffusers, without windows
                            .seed = 42}};
    const auto memory_bytes = std::stoll(argv[7]);
    const auto rungs = memory_rungs(device);
    svd::VideoCosts costs(config, call, device, dtype);
    const auto& rung = rungs[choose_rung(costs, rungs, dtype,
                                         memory_bytes > 0 ? memory_bytes : std::numeric_limits<std::int64_t>::max())];
    call.layout = rung.layout;
    const svd::StableVideoDiffusionPipeline pipeline(config, load(folder / "unet/diffusion_pytorch_model.safetensors"),
                                                     load(folder / "vae/diffusion_pytorch_model.safetensors"),
                                                     load(folder / "image_encoder/model.safetensors"), device, dtype,
                                                     rung.residencies);
    // Two clips are made on a device, because the first one also chooses kernels and allocates memory.
    const int clips = device.is_cpu() ? 1 : 2;
    nlohmann::json told = {{"rung", rung.name}};
    svd::PipelineOutput output;
    for (int clip = 0; clip < clips; ++clip) {
        const bench::Stopwatch sampling;
        output = pipeline.sample(pixels, call);
        told["sample_s"] = sampling.seconds();
        const bench::Stopwatch decoding;
        output.frames = pipeline.decode(output.latents, call);
        told["decode_s"] = decoding.seconds();
        told["seconds"] = sampling.seconds();
    }
    at::removeCallback(callback);
    told["first_kernel_s"] = first_kernel_s - started;
    told["peak_resident_bytes"] = bench::peak_resident_bytes();
    told["peak_device_bytes"] = peak_device_bytes(device);
    std::cout << told.dump() << '\n';
    nn::save_safetensors(argv[8], {{"latents", output.latents}, {"frames", output.frames}});
}
