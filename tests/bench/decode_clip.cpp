// Decodes latents by a VAE's weights and says how long it took:
//   decode_clip VAE_FOLDER LATENTS.safetensors FRAMES.safetensors [WORKING_SET_BYTES]
// VAE_FOLDER holds config.json and diffusion_pytorch_model.safetensors, LATENTS a tensor "latents" [frames, channels,
// height, width] float32. Prints seconds and peak resident bytes as JSON.
#include <sys/resource.h>

#include <c10/core/InferenceMode.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "nn/safetensors.h"
#include "svd/autoencoder_kl_temporal_decoder.h"
#include "svd/config.h"

using namespace stillwave;

int main(int argc, char** argv) {
    if (argc < 4) {
        std::fputs("usage: decode_clip VAE_FOLDER LATENTS FRAMES [WORKING_SET_BYTES]\n", stderr);
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    const auto working_set = argc > 4 ? std::stoll(argv[4]) : svd::SlicedWork().working_set_bytes;
    const c10::InferenceMode inference;
    const auto file = nn::SafetensorsFile::open(folder / "diffusion_pytorch_model.safetensors");
    const nn::Weights weights(file.named_tensors(), folder.string());
    std::stringstream text;
    text << std::ifstream(folder / "config.json").rdbuf();
    const auto config = svd::vae_config_from_json(text.str(), folder.string());
    const svd::AutoencoderKLTemporalDecoder vae(weights, weights, config);
    const auto latents = nn::SafetensorsFile::open(argv[2]).named_tensors().at("latents").clone();
    const auto start = std::chrono::steady_clock::now();
    const auto frames = vae.decode(latents, working_set);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("{\"seconds\": %.3f, \"peak_resident_bytes\": %ld}\n", seconds.count(), usage.ru_maxrss * 1024L);
    nn::save_safetensors(argv[3], {{"frames", frames}});
}
