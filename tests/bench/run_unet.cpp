// Samples a few steps by a model's UNet and says how long they took:
//   run_unet MODEL_FOLDER INPUTS.safetensors STEPS OUT.safetensors
// The program takes the first STEPS of 25 steps with guidance, in float32 on the processor. INPUTS holds the tensors
// that the script compare_diffusers/diffusers_side.py makes; OUT gets both branches' answers at the last step. One pass
// before them makes all weights ready and is not timed. Memory is kept as the engine keeps it. Prints JSON.
#include <ATen/TensorOperators.h>
#include <ATen/ops/zeros.h>
#include <c10/core/InferenceMode.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include "bench/process_figures.h"
#include "nn/cpu_memory.h"
#include "nn/safetensors.h"
#include "svd/config.h"
#include "svd/guidance.h"
#include "svd/samplers.h"
#include "svd/sigmas.h"
#include "svd/unet_denoiser.h"

using namespace stillwave;

namespace {

/// Keeps the last answer of each branch of guidance, the one with the photo first.
class LastAnswers : public svd::Denoiser {
  public:
    LastAnswers(std::unique_ptr<svd::Denoiser> inner, std::array<at::Tensor, 2>& answers)
        : inner_(std::move(inner)), answers_(answers) {}
    at::Tensor velocity(const at::Tensor& scaled, float sigma, const svd::Conditioning& conditioning) override {
        auto& answer = answers_[static_cast<std::size_t>(conditioning.pass.number)];
        return answer = inner_->velocity(scaled, sigma, conditioning);
    }

  private:
    std::unique_ptr<svd::Denoiser> inner_;
    std::array<at::Tensor, 2>& answers_;
};

}  // namespace

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
    const auto& guidance_scale = inputs.at("guidance_scale");
    const svd::Guidance guidance{.min_scale = guidance_scale.flatten()[0].item<double>(),
                                 .max_scale = guidance_scale.flatten()[-1].item<double>()};
    const svd::Conditioning conditioning{embeddings, inputs.at("image_latents").unsqueeze(1).expand(noise.sizes()),
                                         added_time_ids};

    // The first pass also reads the weights and puts them in blocks for the input's size, once for all clips of a size.
    auto warm_up_sizes = noise.sizes().vec();
    warm_up_sizes[2] = config.unet.in_channels;
    unet.forward(at::zeros(warm_up_sizes), 1.0, embeddings, added_time_ids);
    const auto sigmas = svd::karras_sigmas(config.scheduler, 25);
    std::array<at::Tensor, 2> answers;
    svd::GuidedDenoiser denoiser(
        std::make_unique<LastAnswers>(
            std::make_unique<svd::UNetDenoiser>(unet, at::kFloat, svd::UNetDenoiser::Options()), answers),
        guidance);
    const bench::Stopwatch watch;
    svd::sample_euler(denoiser, noise * svd::init_noise_sigma(sigmas.front()),
                      std::span(sigmas).first(std::stoul(argv[3]) + 1), conditioning);
    watch.print();
    nn::save_safetensors(argv[4], {{"conditional", answers[0]}, {"unconditional", answers[1]}});
}
