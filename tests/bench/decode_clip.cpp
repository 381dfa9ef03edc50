// Decodes latents by a VAE's weights and says how long it took:
//   decode_clip VAE_FOLDER LATENTS.safetensors FRAMES.safetensors
// VAE_FOLDER holds config.json and diffusion_pytorch_model.safetensors, LATENTS a tensor "latents" [frames, channels,
// height, width] float32. Prints JSON.
#include <c10/core/InferenceMode.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "bench/process_figures.h"
#include "nn/cpu_memory.h"
#include "nn/safetensors.h"
#include "svd/autoencoder_kl_temporal_decoder.h"
#include "svd/config.h"

using namespace stillwave;

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fputs("usage: decode_clip VAE_FOLDER LATENTS FRAMES\n", stderr);
        return 2;
    }
    nn::reuse_cpu_memory();
    const std::filesystem::path folder = argv[1];
    const c10::InferenceMode inference;
    const auto file = nn::SafetensorsFile::open(folder / "diffusion_pytorch_model.safetensors");
    const nn::Weights weights(file.named_tensors(), folder.string());
    std::stringstream text;
    text << std::ifstream(folder / "config.json").rdbuf();
    const auto config = svd::vae_config_from_json(text.str(), folder.string());
    const svd::AutoencoderKLTemporalDecoder vae(weights, weights, config);
    const auto latents = nn::SafetensorsFile::open(argv[2]).named_tensors().at("latents").clone();
    const bench::Stopwatch watch;
    const auto frames = vae.decode(latents);
    watch.print();
    nn::save_safetensors(argv[3], {{"frames", frames}});
}
