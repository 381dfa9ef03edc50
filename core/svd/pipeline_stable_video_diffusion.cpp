#include "svd/pipeline_stable_video_diffusion.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/adaptive_avg_pool2d.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/linalg_solve.h>
#include <ATen/ops/linspace.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/roll.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "svd/autoencoder_kl_temporal_decoder.h"
#include "svd/clip_image_processor.h"
#include "svd/clip_vision_model.h"
#include "svd/deep_cache.h"
#include "svd/euler_discrete_scheduler.h"
#include "svd/lcm_scheduler.h"
#include "svd/unet_spatio_temporal_condition.h"
#include "types/error.h"

namespace stillwave::svd {
namespace {

void throw_if_stopped(const std::stop_token& stop) {
    if (stop.stop_requested()) throw Cancelled{};
}

/// Tells the caller where the work is, and ends it if it is to stop: before the caller is asked, and after.
struct Reporter {
    const StableVideoDiffusionPipeline::Callback& callback;
    const std::stop_token& stop;

    void operator()(PipelineStage stage, std::int64_t step, std::int64_t total, const at::Tensor& preview = {},
                    const SamplingState& state = {}) const {
        throw_if_stopped(stop);
        if (callback) callback({stage, step, total, preview, state});
        throw_if_stopped(stop);
    }
};

/// Latents -> RGB as a linear map, fitted on the photo and its own latents.
class LatentPreview {
  public:
    /// image_latents [1, channels, h, w] on the scale of sampling, pixels [1, 3, height, width].
    LatentPreview(const at::Tensor& image_latents, const at::Tensor& pixels) {
        const auto size = image_latents.sizes().slice(2);
        const auto inputs =
            with_ones(image_latents.squeeze(0).flatten(1).t().to(at::kDouble));  // [pixels, channels + 1]
        const auto targets = at::adaptive_avg_pool2d(pixels, size).squeeze(0).flatten(1).t().to(at::kDouble);
        // A little of the identity keeps a flat photo's system solvable.
        const auto gram = at::matmul(inputs.t(), inputs) + at::eye(inputs.size(1), inputs.options()) * 1e-3;
        map_ = at::linalg_solve(gram, at::matmul(inputs.t(), targets)).to(at::kFloat);
    }

    /// [1, frames, channels, h, w] -> [frames, 3, h, w], 0..1.
    at::Tensor operator()(const at::Tensor& latents) const {
        const auto by_pixel = latents.squeeze(0).permute({0, 2, 3, 1});
        const auto rgb = at::matmul(with_ones(by_pixel), map_);
        return (rgb.permute({0, 3, 1, 2}) / 2 + 0.5).clamp(0, 1).contiguous();
    }

  private:
    static at::Tensor with_ones(const at::Tensor& values) {
        auto sizes = values.sizes().vec();
        sizes.back() = 1;
        return at::cat({values, at::ones(sizes, values.options())}, -1);
    }

    at::Tensor map_;  ///< [channels + 1, 3]
};

/// The UNet with what stays the same through a clip, for each of the batches that it is asked for.
struct Denoiser {
    enum Batch : std::size_t { conditional, unconditional, both };

    const UNetSpatioTemporalConditionModel& unet;
    const at::Tensor& added_time_ids;  ///< [1, 3]
    const FreeU& free_u;
    std::array<DeepCache, 3> caches;
    std::array<ClipConstants, 3> constants;

    /// Of a step, and by how many frames its clip is rolled.
    struct Moment {
        double timestep;
        std::int64_t step, shift;
    };
    at::Tensor operator()(const at::Tensor& sample, const Moment& moment, const at::Tensor& embeddings, Batch batch) {
        auto& cache = caches[batch];
        cache.begin(moment.step, moment.shift, sample.size(1));
        return unet
            .forward(sample, moment.timestep, embeddings, added_time_ids.expand({sample.size(0), -1}), constants[batch],
                     {free_u, &cache})
            .to(at::kFloat);
    }
};

std::unique_ptr<SigmaScheduler> make_scheduler(const SchedulerConfig& config, const PipelineCall& call) {
    const bool aligned = call.sigma_schedule == SigmaSchedule::align_your_steps;
    if (call.scheduler == SchedulerKind::lcm) {
        if (aligned)
            throw Error(ErrorCode::invalid_argument,
                        "sigma_schedule is align_your_steps, but the lcm scheduler has steps of its own. Use karras.");
        return std::make_unique<LCMScheduler>(config, call.num_inference_steps);
    }
    return std::make_unique<EulerDiscreteScheduler>(aligned ? align_your_steps_sigmas(config, call.num_inference_steps)
                                                            : karras_sigmas(config, call.num_inference_steps));
}

void check_guidance_interval(const PipelineCall& call) {
    if (call.guidance_sigma_max == 0 || call.guidance_sigma_max > call.guidance_sigma_min) return;
    std::ostringstream message;
    message << "guidance_sigma_max is " << call.guidance_sigma_max
            << ", which leaves no step above guidance_sigma_min, " << call.guidance_sigma_min
            << ". Set it higher, or to 0 for no limit.";
    throw Error(ErrorCode::invalid_argument, message.str());
}

bool is_guided(const PipelineCall& call, double sigma) {
    return call.max_guidance_scale > 1.0 && sigma > call.guidance_sigma_min &&
           (call.guidance_sigma_max == 0 || sigma <= call.guidance_sigma_max);
}

/// Frames by which a step of a loop is rolled: one more at each, so that the way back from the end to the beginning is
/// spread over as many joins as there are steps. The first step, which decides most, sees the frames in their order.
std::int64_t loop_shift(std::int64_t step, std::int64_t num_frames) {
    return step % num_frames;
}

/// [1, frames, ...] rolled along its frames; nothing is copied where it need not be.
at::Tensor rolled(const at::Tensor& frames, std::int64_t shift) {
    return shift == 0 ? frames : at::roll(frames, shift, 1);
}

}  // namespace

struct StableVideoDiffusionPipeline::Parts {
    PipelineConfig config;
    at::Device device;
    at::ScalarType dtype;
    CLIPVisionModelWithProjection image_encoder;
    AutoencoderKLTemporalDecoder vae;
    UNetSpatioTemporalConditionModel unet;
};

StableVideoDiffusionPipeline::StableVideoDiffusionPipeline(const PipelineConfig& config, const nn::Weights& unet,
                                                           const nn::Weights& vae, const nn::Weights& image_encoder,
                                                           at::Device device, at::ScalarType dtype,
                                                           const Residencies& residencies)
    // The encoder overflows in float16 and runs on one picture only, so it always computes in float32.
    : parts_(new Parts{
          config, device, dtype,
          CLIPVisionModelWithProjection(image_encoder.to(device, dtype, residencies.others), config.image_encoder),
          AutoencoderKLTemporalDecoder(vae.to(device, at::kFloat, residencies.others),
                                       vae.to(device, dtype, residencies.others), config.vae),
          UNetSpatioTemporalConditionModel(unet.to(device, dtype, residencies.unet), config.unet)}) {
    for (const auto* weights : {&unet, &vae, &image_encoder}) nn::require_complete(*weights);
}

StableVideoDiffusionPipeline::~StableVideoDiffusionPipeline() = default;
StableVideoDiffusionPipeline::StableVideoDiffusionPipeline(StableVideoDiffusionPipeline&&) noexcept = default;

const PipelineConfig& StableVideoDiffusionPipeline::config() const {
    return parts_->config;
}

PipelineOutput StableVideoDiffusionPipeline::operator()(const at::Tensor& pixels, const PipelineCall& call,
                                                        const Callback& callback, std::stop_token stop,
                                                        bool keep_tensors) const {
    auto output = sample(pixels, call, callback, stop, keep_tensors);
    output.frames = decode(output.latents, call, callback, stop);
    return output;
}

PipelineOutput StableVideoDiffusionPipeline::sample(const at::Tensor& pixels, const PipelineCall& call,
                                                    const Callback& callback, std::stop_token stop, bool keep_tensors,
                                                    const SamplingState& from) const {
    const c10::InferenceMode inference;
    const auto& [config, device, dtype, image_encoder, vae, unet] = *parts_;
    check_size(config, call.width, call.height);
    check_guidance_interval(call);
    const auto scheduler = make_scheduler(config.scheduler, call);
    PipelineOutput output;
    const auto keep = [&](const std::string& name, const at::Tensor& tensor) {
        if (keep_tensors) output.tensors[name] = tensor.to(at::kCPU, at::kFloat).clone();
    };
    const Reporter report{callback, stop};

    // The draws come from one CPU generator, in this order, so that a seed gives the same noise on every device.
    auto generator = at::detail::createCPUGenerator(call.seed);
    const auto image_noise = at::randn({1, 3, call.height, call.width}, generator, at::kFloat);
    const auto scale_factor = config.vae.scale_factor();
    auto latents = at::randn({1, call.num_frames, config.vae.latent_channels, call.height / scale_factor,
                              call.width / scale_factor},
                             generator, at::kFloat)
                       .to(device);

    report(PipelineStage::image_encoder, 0, 1);
    const auto pixel_values = clip_pixel_values(pixels, config.feature_extractor, config.image_encoder.image_size);
    const auto image_embeddings = image_encoder.forward(pixel_values.to(device, dtype)).unsqueeze(1);  // [1, 1, dim]
    keep("clip_pixel_values", pixel_values);
    keep("image_embedding", image_embeddings.squeeze(1));

    report(PipelineStage::vae_encode, 0, 1);
    const auto image_latents = vae.encode_mode((pixels + call.noise_aug_strength * image_noise).to(device));
    keep("image_latents", image_latents);
    const LatentPreview preview(image_latents.to(at::kCPU) * config.vae.scaling_factor, pixels);
    // [1, frames, channels, h, w]; the unconditional pass sees zeros.
    const auto conditioning = image_latents.to(dtype).unsqueeze(1).expand(latents.sizes());
    const auto no_conditioning = at::zeros_like(conditioning);
    const auto no_embeddings = at::zeros_like(image_embeddings);

    const auto added_time_ids = at::tensor({static_cast<float>(call.fps - 1), static_cast<float>(call.motion_bucket_id),
                                            static_cast<float>(call.noise_aug_strength)},
                                           latents.options())
                                    .unsqueeze(0);
    const auto guidance_scale =
        at::linspace(call.min_guidance_scale, call.max_guidance_scale, call.num_frames, latents.options())
            .view({1, -1, 1, 1, 1});

    const auto draw_noise = [&, sizes = latents.sizes().vec()] {
        return at::randn(sizes, generator, at::kFloat).to(device);
    };
    latents = from.latents.defined() ? from.latents.to(device) : latents * scheduler->init_noise_sigma();
    // The steps that were done have had their noise.
    for (std::int64_t i = 0; i < from.step; ++i)
        if (scheduler->draws_noise(static_cast<std::size_t>(i))) draw_noise();
    const DeepCache cache(call.deep_cache_interval);
    const ClipConstants constants(call.piece_bytes);
    Denoiser denoiser{unet, added_time_ids, call.free_u, {cache, cache, cache}, {constants, constants, constants}};
    report(PipelineStage::sample, from.step, call.num_inference_steps);
    for (auto i = from.step; i < call.num_inference_steps; ++i) {
        const auto index = static_cast<std::size_t>(i);
        const auto shift = call.loop_latents ? loop_shift(i, call.num_frames) : 0;
        const auto scaled = rolled(scheduler->scale_model_input(latents, index).to(dtype), shift);
        const Denoiser::Moment moment{scheduler->timestep(index), i, shift};
        const bool do_classifier_free_guidance = is_guided(call, scheduler->sigmas()[index]);
        at::Tensor noise_pred;
        if (do_classifier_free_guidance && call.batched_guidance) {
            const auto both =
                denoiser(at::cat({at::cat({scaled, no_conditioning}, 2), at::cat({scaled, conditioning}, 2)}), moment,
                         at::cat({no_embeddings, image_embeddings}), Denoiser::both)
                    .chunk(2);
            noise_pred = both[0] + guidance_scale * (both[1] - both[0]);
        } else {
            noise_pred = denoiser(at::cat({scaled, conditioning}, 2), moment, image_embeddings, Denoiser::conditional);
            if (do_classifier_free_guidance) {
                throw_if_stopped(stop);
                const auto unconditional =
                    denoiser(at::cat({scaled, no_conditioning}, 2), moment, no_embeddings, Denoiser::unconditional);
                noise_pred = unconditional + guidance_scale * (noise_pred - unconditional);
            }
        }
        const auto noise = scheduler->draws_noise(index) ? draw_noise() : at::Tensor();
        const auto step = scheduler->step(rolled(noise_pred, -shift), index, latents, noise);
        latents = step.prev_sample;
        keep("latents_step" + std::to_string(i + 1), latents);
        if (callback)
            report(PipelineStage::sample, i + 1, call.num_inference_steps,
                   preview(step.pred_original_sample.to(at::kCPU)), {i + 1, latents.to(at::kCPU)});
        else
            throw_if_stopped(stop);
    }
    output.latents = latents.squeeze(0).to(at::kCPU);
    return output;
}

at::Tensor StableVideoDiffusionPipeline::decode(const at::Tensor& latents, const PipelineCall& call,
                                                const Callback& callback, std::stop_token stop) const {
    const c10::InferenceMode inference;
    const auto& [config, device, dtype, image_encoder, vae, unet] = *parts_;
    const Reporter report{callback, stop};
    const auto to_decode = (latents.to(device) / config.vae.scaling_factor).to(dtype);
    const auto num_frames = latents.size(0);
    const auto chunk_size = call.decode_chunk_size > 0 ? call.decode_chunk_size : num_frames;
    std::vector<at::Tensor> frames;
    report(PipelineStage::decode, 0, num_frames);
    DecodeCallbacks callbacks;
    callbacks.between_parts = [&] { throw_if_stopped(stop); };
    callbacks.frame_done = [&](std::int64_t, const at::Tensor& frame) {
        frames.push_back((frame.to(at::kCPU, at::kFloat) / 2 + 0.5).clamp(0, 1));
        report(PipelineStage::decode, static_cast<std::int64_t>(frames.size()), num_frames,
               callback ? frames.back().unsqueeze(0) : at::Tensor());
    };
    for (std::int64_t begin = 0; begin < num_frames; begin += chunk_size)
        vae.decode(to_decode.slice(0, begin, std::min(begin + chunk_size, num_frames)), call.decode_working_set_bytes,
                   callbacks);
    return at::stack(frames);
}

void check_size(const PipelineConfig& config, std::int64_t width, std::int64_t height) {
    const auto multiple = config.size_multiple();
    if (width > 0 && height > 0 && width % multiple == 0 && height % multiple == 0) return;
    const auto nearest = [multiple](std::int64_t size) {
        const auto below = std::max(size / multiple * multiple, multiple);
        return size <= below ? std::to_string(below)
                             : std::to_string(below) + " or " + std::to_string(below + multiple);
    };
    throw Error(ErrorCode::size_unsupported,
                "This model cannot make " + std::to_string(width) + "x" + std::to_string(height) +
                    " px: width and height must be multiples of " + std::to_string(multiple) + ". Nearest: width " +
                    nearest(width) + ", height " + nearest(height) + ".");
}

}  // namespace stillwave::svd
