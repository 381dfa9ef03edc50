#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>

#include "nn/weights.h"
#include "svd/config.h"
#include "svd/samplers.h"
#include "svd/work_layout.h"
#include "types/animation_settings.h"

namespace stillwave::svd {

/// One call's arguments: the clip's settings, with a size and a seed, and how the work on it is laid out in memory.
struct PipelineCall : AnimationSettings {
    WorkLayout layout = {};
};

enum class PipelineStage { image_encoder, vae_encode, sample, decode };

/// Sent when a stage starts (step 0), after each sampling step and each decoded frame.
struct PipelineProgress {
    PipelineStage stage;
    std::int64_t step;
    std::int64_t total;
    /// After a sampling step: what the clip will look like, [frames, 3, h, w] float32 on the CPU, 0..1, one pixel a
    /// latent (a linear fit of the photo's pixels to its latents, applied to the denoised prediction). While decoding:
    /// the frame number `step` alone, [1, 3, height, width] alike. Else undefined.
    at::Tensor preview;
    /// After a sampling step: what a later call may go on from, on the CPU. Else without latents.
    SamplingState state;
};

struct PipelineOutput {
    at::Tensor latents;  ///< what sampling gave, [frames, latent_channels, h, w] float32 on the CPU
    at::Tensor frames;   ///< [frames, 3, height, width] float32 on the CPU, 0..1
    /// With `keep_tensors`: clip_pixel_values, image_embedding, image_latents, latents_step1 ... latents_stepN as
    /// float32 on the CPU.
    std::map<std::string, at::Tensor> tensors;
};

/// Where the weights are between their uses.
struct Residencies {
    nn::Residency unet = nn::Residency::kept;
    nn::Residency others = nn::Residency::kept;  ///< image encoder and VAE, which run once a clip

    bool operator==(const Residencies&) const = default;
};

/// Image-to-video with Stable Video Diffusion; follows diffusers' StableVideoDiffusionPipeline.
class StableVideoDiffusionPipeline {
  public:
    using Callback = std::function<void(const PipelineProgress&)>;

    /// Builds the models on `device`; UNet and image encoder compute in `dtype`, the VAE encoder never in float16.
    /// Weights are read at their first use; `residencies` say what becomes of them then. Throws Error(model_invalid)
    /// for missing or misshapen tensors.
    StableVideoDiffusionPipeline(const PipelineConfig& config, const nn::Weights& unet, const nn::Weights& vae,
                                 const nn::Weights& image_encoder, at::Device device, at::ScalarType dtype,
                                 const Residencies& residencies = {});
    ~StableVideoDiffusionPipeline();
    StableVideoDiffusionPipeline(StableVideoDiffusionPipeline&&) noexcept;

    /// `pixels` [1, 3, height, width] float32 on the CPU, -1..1. Blocks; calls back on this thread. Throws Cancelled
    /// within one step or block of a stop, Error(size_unsupported) for sizes the model cannot take.
    PipelineOutput operator()(const at::Tensor& pixels, const PipelineCall& call, const Callback& callback = {},
                              std::stop_token stop = {}, bool keep_tensors = false) const;

    /// The first half alone: `frames` stays undefined. With latents in `from` it goes on from there, to the same bits
    /// (where deep features are used again, nearly: the first step computes everything). Throws
    /// Error(invalid_argument) for a schedule that the model or the scheduler cannot follow, or an empty interval.
    PipelineOutput sample(const at::Tensor& pixels, const PipelineCall& call, const Callback& callback = {},
                          std::stop_token stop = {}, bool keep_tensors = false, const SamplingState& from = {}) const;

    /// The second half: `latents` as sample() gives them -> frames as in PipelineOutput.
    at::Tensor decode(const at::Tensor& latents, const PipelineCall& call, const Callback& callback = {},
                      std::stop_token stop = {}) const;

    const PipelineConfig& config() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// Throws Error(size_unsupported) that names the nearest sizes that the model can take.
void check_size(const PipelineConfig& config, std::int64_t width, std::int64_t height);

}  // namespace stillwave::svd
