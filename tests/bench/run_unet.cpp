// Samples a few steps by a model's UNet and says how long they took:
//   run_unet MODEL_FOLDER INPUTS.safetensors STEPS OUT.safetensors
// The first STEPS of 25 steps with guidance, float32 on the processor. INPUTS holds what the script
// compare_diffusers/diffusers_side.py makes; OUT gets both branches' answers at the last step. One pass before them
// makes all weights ready and is not timed. Memory is kept as the engine keeps it. Prints JSON.
#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/InferenceMode.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "bench/process_figures.h"
#include "nn/cpu_memory.h"
#include "nn/safetensors.h"
#include "svd/config.h"
#include "svd/euler_discrete_scheduler.h"
#include "svd/unet_spatio_temporal_condition.h"

using namespace stillwave;

int main(int argc, char** argv) {
    if (argc != 5) {
        std::fputs("usage: run_unet MODEL_FOLDER INPUTS STEPS OUT\n", stderr);
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

    const auto inputs = nn::SafetensorsFile::open(argv[2]).named_tensors();
    const auto& noise = inputs.at("noise");  // [1, frames, channels, height, width]
    const auto& embeddings = inputs.at("image_embeddings");
    const auto& added_time_ids = inputs.at("added_time_ids");
    const auto guidance_scale = inputs.at("guidance_scale").view({1, -1, 1, 1, 1});
    const auto image_latents = inputs.at("image_latents").unsqueeze(1).expand(noise.sizes());
    const auto no_image_latents = at::zeros_like(image_latents);
    const auto no_embeddings = at::zeros_like(embeddings);

    // Weights are read, and put in blocks for the size of the input, at their first use: once for all clips of a size.
    auto warm_up_sizes = noise.sizes().vec();
    warm_up_sizes[2] = config.unet.in_channels;
    unet.forward(at::zeros(warm_up_sizes), 1.0, embeddings, added_time_ids);
    const svd::EulerDiscreteScheduler scheduler(config.scheduler, 25);
    const bench::Stopwatch watch;
    auto latents = noise * scheduler.init_noise_sigma();
    at::Tensor conditional, unconditional;
    svd::ClipConstants constants, no_constants;
    for (std::size_t i = 0; i < std::stoul(argv[3]); ++i) {
        const auto scaled = scheduler.scale_model_input(latents, i);
        conditional = unet.forward(at::cat({scaled, image_latents}, 2), scheduler.timestep(i), embeddings,
                                   added_time_ids, constants);
        unconditional = unet.forward(at::cat({scaled, no_image_latents}, 2), scheduler.timestep(i), no_embeddings,
                                     added_time_ids, no_constants);
        latents =
            scheduler.step(unconditional + guidance_scale * (conditional - unconditional), i, latents).prev_sample;
    }
    watch.print();
    nn::save_safetensors(argv[4], {{"conditional", conditional}, {"unconditional", unconditional}});
}
