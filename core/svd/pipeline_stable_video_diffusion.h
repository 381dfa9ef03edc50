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
#include "svd/steering.h"
#include "svd/work_layout.h"
#include "types/animation_settings.h"

namespace stillwave::svd {

/// The arguments of one call: the clip's settings, with a size and a seed, and the layout of the work in memory.
struct PipelineCall : AnimationSettings {
    WorkLayout layout = {};
};

enum class PipelineStage { image_encoder, vae_encode, sample, decode };

/// The progress of one call, sent when a stage starts (step 0, or the first step that is
/// made), after each sampling step and after each decoded frame.
struct PipelineProgress {
    PipelineStage stage;
    std::int64_t step;
    std::int64_t total;
    /// After a sampling step: a preview of all frames, [frames, 3, h, w] float32 on the CPU, 0..1, made by
    /// LatentPreview from the denoised prediction. While decoding: frame number `step` alone, counted from 1, [1, 3,
    /// height, width] alike. Otherwise undefined.
    at::Tensor preview;
    /// After a sampling step: the state that a later call of sample() can go on from, on the CPU. Otherwise without
    /// latents.
    SamplingState state;
};

struct PipelineOutput {
    at::Tensor latents;  ///< the result of sampling, [frames, latent_channels, h, w] float32 on the CPU
    at::Tensor frames;   ///< [frames, 3, height, width] float32 on the CPU, 0..1
    /// The tensors of the run where `keep_tensors` was set: clip_pixel_values, image_embedding, image_latents,
    /// latents_step1 ... latents_stepN, as float32 on the CPU.
    std::map<std::string, at::Tensor> tensors;
};

/// The places of the networks' weights between their uses.
struct Residencies {
    nn::Residency unet = nn::Residency::kept;
    nn::Residency others = nn::Residency::kept;  ///< image encoder and VAE, which run once for each clip

    bool operator==(const Residencies&) const = default;
};

/// Makes a video from an image with Stable Video Diffusion; follows diffusers' StableVideoDiffusionPipeline.
class StableVideoDiffusionPipeline {
  public:
    using Callback = std::function<void(const PipelineProgress&)>;

    /// Builds the networks on `device`. UNet, image encoder and VAE decoder compute in `dtype`, the VAE encoder always
    /// in float32. Weights are read at their first use; `residencies` says where they are kept after it. Throws
    /// Error(model_invalid) for missing or misshapen tensors.
    StableVideoDiffusionPipeline(const PipelineConfig& config, const nn::Weights& unet, const nn::Weights& vae,
                                 const nn::Weights& image_encoder, at::Device device, at::ScalarType dtype,
                                 const Residencies& residencies = {});
    ~StableVideoDiffusionPipeline();
    StableVideoDiffusionPipeline(StableVideoDiffusionPipeline&&) noexcept;

    /// Runs sample() and decode(). `pixels` [1, 3, height, width] float32 on the CPU, -1..1. The call blocks and calls
    /// back on this thread. Throws Cancelled within one pass of a network or one part of the decoding after a stop, and
    /// Error(size_unsupported) for a size that the model cannot take.
    PipelineOutput operator()(const at::Tensor& pixels, const PipelineCall& call, const Callback& callback = {},
                              std::stop_token stop = {}, bool keep_tensors = false) const;

    /// Samples without decoding: `frames` stays undefined. If `from` has latents, sampling goes on from there to the
    /// same bits (with deep_cache_interval above 1 nearly so, because the first step then computes the whole UNet).
    /// `steering` holds for the whole run and is the same where the run goes on. Throws as operator() does, and
    /// Error(invalid_argument) for a schedule that the model or the scheduler cannot follow, for an interval of
    /// guidance that holds no sigma, and for steering that does not fit the call.
    PipelineOutput sample(const at::Tensor& pixels, const PipelineCall& call, const Callback& callback = {},
                          std::stop_token stop = {}, bool keep_tensors = false, const SamplingState& from = {},
                          const Steering& steering = {}) const;

    /// Encodes pictures [count, 3, height, width] float32 on the CPU, -1..1, into latents [count, latent_channels, h,
    /// w] float32 on the CPU at the scale of sample()'s, the mode of the VAE's distribution. One picture is encoded at
    /// a time. Throws Cancelled between two after a stop, and Error(size_unsupported).
    at::Tensor encode(const at::Tensor& pictures, std::stop_token stop = {}) const;

    /// Decodes `latents`, as sample() returns them, into frames as in PipelineOutput.
    at::Tensor decode(const at::Tensor& latents, const PipelineCall& call, const Callback& callback = {},
                      std::stop_token stop = {}) const;

    const PipelineConfig& config() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// Throws Error(size_unsupported), which names the nearest possible sizes, where the model cannot take this one.
void check_size(const PipelineConfig& config, std::int64_t width, std::int64_t height);

}  // namespace stillwave::svd
