#include "svd/pipeline_stable_video_diffusion.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/tensor.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "svd/autoencoder_kl_temporal_decoder.h"
#include "svd/bidirectional_sampler.h"
#include "svd/clip_image_processor.h"
#include "svd/clip_vision_model.h"
#include "svd/context_windows.h"
#include "svd/control/latent_shapes.h"
#include "svd/control/observer.h"
#include "svd/control/resume.h"
#include "svd/free_noise.h"
#include "svd/free_u.h"
#include "svd/guidance.h"
#include "svd/latent_preview.h"
#include "svd/sigmas.h"
#include "svd/unet_denoiser.h"
#include "svd/windows.h"
#include "types/error.h"

namespace stillwave::svd {
namespace {

void throw_if_stopped(const std::stop_token& stop) {
    if (stop.stop_requested()) throw Cancelled{};
}

/// Calls the caller's callback with the progress. Throws Cancelled where a stop was asked for before or during the
/// call.
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

Guidance guidance_of(const PipelineCall& call) {
    return {call.min_guidance_scale, call.max_guidance_scale, call.guidance_shape,         call.guidance_curve,
            call.guidance_sigma_min, call.guidance_sigma_max, call.layout.batched_guidance};
}

std::unique_ptr<Denoiser> make_denoiser(const UNetSpatioTemporalConditionModel& unet, at::ScalarType dtype,
                                        const PipelineCall& call, const std::optional<ContextWindows>& windows,
                                        const Steering& steering, const std::stop_token& stop) {
    const FreeU free_u{call.freeu_b1, call.freeu_b2, call.freeu_s1, call.freeu_s2};
    const UNetDenoiser::Options options{free_u, call.deep_cache_interval, call.layout.piece_bytes};
    std::unique_ptr<Denoiser> denoiser = std::make_unique<UNetDenoiser>(unet, dtype, options, stop);
    const auto guidance = guidance_of(call);
    if (guidance.is_on() && !steering.last_photo)
        denoiser = std::make_unique<GuidedDenoiser>(std::move(denoiser), guidance);
    if (windows) denoiser = std::make_unique<WindowedDenoiser>(std::move(denoiser), context_schedule(*windows));
    return denoiser;
}

void check_steering(const Steering& steering, const PipelineCall& call, const at::Tensor& pixels) {
    const auto refuse = [](const std::string& message) { throw Error(ErrorCode::invalid_argument, message); };
    if (!steering.last_photo) return;
    if (call.scheduler == "lcm") refuse("The lcm scheduler cannot end at a photo. Use euler.");
    if (call.loop_latents)
        refuse("A clip sampled as a loop cannot end at a photo. Turn loop_latents off, and end it at its own photo.");
    require_shape("The last photo", steering.last_photo->pixels, pixels.sizes());
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
    // The VAE encoder overflows in float16, and it runs on one image only, so it always computes in float32.
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
                                                    const SamplingState& from, const Steering& steering) const {
    const c10::InferenceMode inference;
    const auto& [config, device, dtype, image_encoder, vae, unet] = *parts_;
    check_size(config, call.width, call.height);
    check_guidance(guidance_of(call));
    check_steering(steering, call, pixels);
    const auto sigmas = sigmas_of(config.scheduler, call);
    PipelineOutput output;
    const auto keep = [&](const std::string& name, const at::Tensor& tensor) {
        if (keep_tensors) output.tensors[name] = tensor.to(at::kCPU, at::kFloat).clone();
    };
    const Reporter report{callback, stop};

    // The draws come from one CPU generator, in this order, so that a seed gives the same noise on every device.
    auto generator = at::detail::createCPUGenerator(static_cast<std::uint64_t>(call.seed));
    const auto image_noise = at::randn({1, 3, call.height, call.width}, generator, at::kFloat);
    const auto draw_noise = [&, factor = config.vae.scale_factor()] {
        return at::randn({1, call.num_frames, config.vae.latent_channels, call.height / factor, call.width / factor},
                         generator, at::kFloat)
            .to(device);
    };
    auto latents = draw_noise();
    const auto windows = context_windows_of(call, config.unet.num_frames);
    if (windows) latents = free_noise(latents, *windows, generator);

    const auto embed = [&](const at::Tensor& pixel_values) {  // [1, 1, dim]
        return image_encoder.forward(pixel_values.to(device, dtype)).unsqueeze(1);
    };
    const auto encode_noised = [&](const at::Tensor& photo) {
        return vae.encode_mode((photo + call.noise_aug_strength * image_noise).to(device));
    };
    const auto conditioning_of = [&](const at::Tensor& embedding, const at::Tensor& photo_latents) {
        return Conditioning{embedding, photo_latents.to(dtype).unsqueeze(1).expand(latents.sizes()),
                            at::tensor({static_cast<float>(call.fps - 1), static_cast<float>(call.motion_bucket_id),
                                        static_cast<float>(call.noise_aug_strength)},
                                       latents.options())
                                .unsqueeze(0)};
    };
    const auto values_of = [&](const at::Tensor& photo) {
        return clip_pixel_values(photo, config.feature_extractor, config.image_encoder.image_size);
    };

    report(PipelineStage::image_encoder, 0, 1);
    const auto pixel_values = values_of(pixels);
    const auto image_embeddings = embed(pixel_values);
    keep("clip_pixel_values", pixel_values);
    keep("image_embedding", image_embeddings.squeeze(1));

    report(PipelineStage::vae_encode, 0, 1);
    const auto image_latents = encode_noised(pixels);
    keep("image_latents", image_latents);
    const LatentPreview preview(image_latents.to(at::kCPU) * config.vae.scaling_factor, pixels);
    const auto conditioning = conditioning_of(image_embeddings, image_latents);
    VideoEnd first_end, last_end;
    if (steering.last_photo) {
        const auto& last = steering.last_photo->pixels;
        first_end = {encode(pixels, stop).unsqueeze(1).to(device), conditioning};
        last_end = {encode(last, stop).unsqueeze(1).to(device),
                    conditioning_of(embed(values_of(last)), encode_noised(last))};
    }

    ResumeControl resume(from);
    ObserverControl observer(
        [&](const SamplingState& state) { report(PipelineStage::sample, state.step, call.num_inference_steps); },
        [&](const SamplingState& state, const at::Tensor& denoised) {
            keep("latents_step" + std::to_string(state.step), state.latents);
            if (!callback) return throw_if_stopped(stop);
            report(PipelineStage::sample, state.step, call.num_inference_steps, preview(denoised),
                   {state.step, state.latents.to(at::kCPU)});
        });
    std::vector<std::unique_ptr<SamplingControl>> steered;
    if (steering.make_controls) steered = steering.make_controls({sigmas, latents});
    SamplingControls controls;
    for (const auto& control : steered) controls.push_back(control.get());
    controls.insert(controls.end(), {&resume, &observer});

    const auto denoiser = make_denoiser(unet, dtype, call, windows, steering, stop);
    latents = latents * init_noise_sigma(sigmas.front());
    if (steering.last_photo)
        latents = sample_vibid(*denoiser, std::move(latents), sigmas, first_end, last_end,
                               steering.last_photo->guidance_scale, controls, draw_noise);
    else if (call.scheduler == "lcm")
        latents = sample_lcm(*denoiser, std::move(latents), sigmas, conditioning, controls, draw_noise);
    else
        latents = sample_euler(*denoiser, std::move(latents), sigmas, conditioning, controls);
    output.latents = latents.squeeze(0).to(at::kCPU);
    return output;
}

at::Tensor StableVideoDiffusionPipeline::encode(const at::Tensor& pictures, std::stop_token stop) const {
    const c10::InferenceMode inference;
    const auto& [config, device, dtype, image_encoder, vae, unet] = *parts_;
    check_size(config, pictures.size(3), pictures.size(2));
    std::vector<at::Tensor> latents;
    for (const auto& picture : pictures.split(1)) {
        throw_if_stopped(stop);
        latents.push_back(vae.encode_mode(picture.to(device)).to(at::kCPU, at::kFloat) * config.vae.scaling_factor);
    }
    auto all = at::cat(latents);
    if (config.position_channel >= 0) {
        const auto index = [&](std::int64_t count) { return at::arange(1, count + 1, all.options()) / 4; };
        all.select(1, config.position_channel).copy_(index(all.size(3)));
        all.select(1, config.position_channel + 1).copy_(index(all.size(2)).unsqueeze(1));
    }
    return all;
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
        vae.decode(to_decode.slice(0, begin, std::min(begin + chunk_size, num_frames)), call.layout, callbacks);
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
