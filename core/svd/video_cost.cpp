#include "svd/video_cost.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/stack.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "nn/dry_run.h"
#include "nn/operation_counter.h"
#include "svd/autoencoder_kl_temporal_decoder.h"
#include "svd/clip_vision_model.h"
#include "svd/context_windows.h"
#include "svd/control/observer.h"
#include "svd/control/time_to_move.h"
#include "svd/guidance.h"
#include "svd/sigmas.h"
#include "svd/unet_denoiser.h"

namespace stillwave::svd {
namespace {

at::Tensor meta(at::IntArrayRef sizes, at::ScalarType dtype) {
    return at::empty(sizes, at::TensorOptions().device(at::kMeta).dtype(dtype));
}

/// Weights that have sizes and no values, for a dry run of one network.
struct Recording {
    nn::Weights weights;

    explicit Recording(at::ScalarType dtype) : weights(nn::Weights::recording().to(at::kMeta, dtype)) {}

    /// Adds to `cost` the weights that the network has used.
    void add_to(NetworkCost& cost) const {
        for (const auto& parameter : weights.recorded()) {
            if (!parameter.is_ready()) continue;
            cost.weight_bytes += parameter.bytes();
            if (parameter.is_as_stored()) cost.plain_weight_bytes += parameter.bytes();
            cost.largest_weight_bytes = std::max(cost.largest_weight_bytes, parameter.bytes());
        }
    }
};

NetworkCost cost_of(const nn::OperationCounts& counts) {
    return {.flop = counts.flop, .peak_bytes = counts.peak_bytes};
}

struct Sampling {
    NetworkCost pass;
    double outermost_level_flop = 0;
};

std::int64_t skipped_steps(const SchedulerConfig& config, const PipelineCall& call) {
    return dual_clock(sigmas_of(config, call), call.ambient, call.path_hold).weak;
}

}  // namespace

struct VideoCosts::Networks {
    PipelineConfig config;
    PipelineCall call;
    at::Device device;
    at::ScalarType dtype;
    SteeredWork steered;
    std::optional<ContextWindows> windows = context_windows_of(call, config.unet.num_frames);
    std::int64_t first_step = steered.follows_reference ? skipped_steps(config.scheduler, call) : 0;
    Recording image_encoder_weights{dtype}, encoder_weights{at::kFloat}, decoder_weights{dtype}, unet_weights{dtype};
    CLIPVisionModelWithProjection image_encoder{image_encoder_weights.weights, config.image_encoder};
    AutoencoderKLTemporalDecoder vae{encoder_weights.weights, decoder_weights.weights, config.vae};
    UNetSpatioTemporalConditionModel unet{unet_weights.weights, config.unet};
    NetworkCost image_encoding = {}, encoding = {};
    /// The costs of sampling by batched_guidance and piece_bytes.
    std::map<std::pair<bool, std::int64_t>, Sampling> samplings = {};
    /// The costs of decoding by strip_bytes and decode_working_set_bytes.
    std::map<std::pair<std::int64_t, std::int64_t>, NetworkCost> decodings = {};

    Guidance guidance(const WorkLayout& layout) const {
        return {.min_scale = call.min_guidance_scale,
                .max_scale = call.max_guidance_scale,
                .batched = layout.batched_guidance};
    }
    std::int64_t steps() const { return call.num_inference_steps - first_step; }
    /// The passes over a window, or over a clip without windows, that a step takes.
    int passes_over_a_window(const WorkLayout& layout) const {
        if (steered.ends_at_photo) return 4;
        const auto guided = guidance(layout);
        return guided.is_on() && !guided.batched ? 2 : 1;
    }
    double windows_in_a_step() const {
        return windows ? windows_per_step(*windows, call.num_frames, first_step, steps()) : 1;
    }

    at::Tensor photo() const { return meta({1, config.vae.in_channels, call.height, call.width}, at::kFloat); }
    at::Tensor noisy_latents() const {
        const auto factor = config.vae.scale_factor();
        return meta({1, call.num_frames, config.vae.latent_channels, call.height / factor, call.width / factor},
                    at::kFloat);
    }

    void make_ready();
    std::vector<at::Tensor> held_inputs() const;
    void encode();
    Sampling sample(const WorkLayout& layout) const;
    std::vector<nn::OperationCounts> sampling_steps(const WorkLayout& layout, std::int64_t shown_windows) const;
    void run_decoder(std::int64_t frames, std::int64_t height, std::int64_t width, const WorkLayout& layout) const;
    NetworkCost decode(const WorkLayout& layout) const;
};

// Layers make their weights ready at their first use, which takes memory of its own, so each network runs once before
// the run that is counted. encode() does the same for the image encoder.
void VideoCosts::Networks::make_ready() {
    constexpr std::int64_t side = 8;
    const auto photo_side = side * config.vae.scale_factor();
    vae.encode_mode(meta({1, config.vae.in_channels, photo_side, photo_side}, at::kFloat));
    run_decoder(1, side, side, {});
    VideoConstants constants;
    unet.forward(meta({1, 1, config.unet.in_channels, side, side}, dtype), 1,
                 meta({1, 1, config.unet.cross_attention_dim.front()}, dtype), meta({1, 3}, at::kFloat), constants);
}

// On the processor, the pipeline's noise, the image encoder's input and the controls' latents are held while the
// networks run.
std::vector<at::Tensor> VideoCosts::Networks::held_inputs() const {
    if (!device.is_cpu()) return {};
    const auto size = config.image_encoder.image_size;
    std::vector<at::Tensor> held{photo(), meta({1, config.image_encoder.num_channels, size, size}, at::kFloat)};
    if (steered.follows_reference) held.push_back(noisy_latents());
    return held;
}

void VideoCosts::Networks::encode() {
    const auto size = config.image_encoder.image_size;
    const auto pixel_values = meta({1, config.image_encoder.num_channels, size, size}, dtype);
    image_encoder.forward(pixel_values);
    nn::OperationCounter counter;
    image_encoder.forward(pixel_values);
    image_encoding = cost_of(counter.take());
    image_encoder_weights.add_to(image_encoding);

    const auto held = held_inputs();
    const auto scaled_noise = device.is_cpu() ? photo() : at::Tensor();
    const auto latents = noisy_latents();
    vae.encode_mode(photo());
    encoding = cost_of(counter.take());
    // The reference clip's frames are held on the processor while they are encoded.
    if (steered.follows_reference && device.is_cpu())
        encoding.peak_bytes += call.num_frames * config.vae.in_channels * call.height * call.width * 4;
    encoder_weights.add_to(encoding);
}

/// Returns the counts of each step of a short run. Of windows the network is shown the first `shown_windows`, because a
/// dry run of all of them would take long.
std::vector<nn::OperationCounts> VideoCosts::Networks::sampling_steps(const WorkLayout& layout,
                                                                      std::int64_t shown_windows) const {
    const auto factor = config.vae.scale_factor();
    const bool reuses = call.deep_cache_interval > 1;
    nn::OperationCounter counter;
    const auto held = held_inputs();
    auto latents = noisy_latents();
    // sample_vibid() asks the network for one branch after the other, and holds the noise, the clip in the opposite
    // order and the first branch's answer meanwhile.
    std::vector<at::Tensor> beside;
    if (steered.ends_at_photo) beside = {noisy_latents(), noisy_latents(), noisy_latents()};
    const Conditioning conditioning{
        meta({1, 1, config.unet.cross_attention_dim.front()}, dtype),
        meta({1, 1, config.vae.latent_channels, call.height / factor, call.width / factor}, dtype)
            .expand(latents.sizes()),
        meta({1, 3}, at::kFloat)};
    std::unique_ptr<Denoiser> denoiser =
        std::make_unique<UNetDenoiser>(unet, dtype, UNetDenoiser::Options{{}, reuses ? 2 : 1, layout.piece_bytes});
    if (guidance(layout).is_on() && !steered.ends_at_photo)
        denoiser = std::make_unique<GuidedDenoiser>(std::move(denoiser), guidance(layout));
    if (windows)
        denoiser = std::make_unique<WindowedDenoiser>(
            std::move(denoiser), [&, schedule = context_schedule(*windows)](std::int64_t, std::int64_t num_frames) {
                auto all = schedule(0, num_frames);
                all.resize(std::min(all.size(), static_cast<std::size_t>(shown_windows)));
                return all;
            });

    // The first step computes what stays the same through the video, so the last step is counted; it runs the whole
    // UNet. Where deep features are used again, the step between the two uses those of the first.
    std::vector<nn::OperationCounts> steps;
    ObserverControl observer([](const SamplingState&) {},
                             [&](const SamplingState&, const at::Tensor&) { steps.push_back(counter.take()); });
    const std::vector<float> sigmas = reuses ? std::vector<float>{3, 2, 1, 0} : std::vector<float>{2, 1, 0};
    sample_euler(*denoiser, std::move(latents), sigmas, conditioning, {&observer});
    return steps;
}

Sampling VideoCosts::Networks::sample(const WorkLayout& layout) const {
    const auto steps = sampling_steps(layout, 1);
    Sampling sampling{cost_of(steps.back()), 0};
    const auto passes = steered.ends_at_photo ? 1 : passes_over_a_window(layout);
    sampling.pass.flop /= passes;
    if (call.deep_cache_interval > 1) {
        sampling.outermost_level_flop = steps[1].flop / passes;
        // Each window keeps deep features of its own.
        const auto others = static_cast<std::int64_t>(std::ceil(windows_in_a_step())) - 1;
        if (others > 0)
            sampling.pass.peak_bytes +=
                others * (sampling_steps(layout, 2).back().peak_bytes - sampling.pass.peak_bytes);
    }
    unet_weights.add_to(sampling.pass);
    return sampling;
}

void VideoCosts::Networks::run_decoder(std::int64_t frames, std::int64_t height, std::int64_t width,
                                       const WorkLayout& layout) const {
    const auto latents = meta({frames, config.vae.latent_channels, height, width}, dtype);
    // On the processor the frames are held for the caller, in float32.
    std::vector<at::Tensor> pixels;
    DecodeCallbacks callbacks;
    callbacks.frame_done = [&](std::int64_t, const at::Tensor& frame) {
        if (device.is_cpu()) pixels.push_back((frame.to(at::kFloat) / 2 + 0.5).clamp(0, 1));
    };
    const auto chunk = call.decode_chunk_size > 0 ? call.decode_chunk_size : frames;
    for (std::int64_t begin = 0; begin < frames; begin += chunk)
        vae.decode(latents.slice(0, begin, std::min(begin + chunk, frames)), layout, callbacks);
    if (device.is_cpu()) at::stack(pixels);
}

NetworkCost VideoCosts::Networks::decode(const WorkLayout& layout) const {
    const auto factor = config.vae.scale_factor();
    nn::OperationCounter counter;
    run_decoder(call.num_frames, call.height / factor, call.width / factor, layout);
    auto cost = cost_of(counter.take());
    decoder_weights.add_to(cost);
    return cost;
}

VideoCosts::VideoCosts(const PipelineConfig& config, const PipelineCall& call, at::Device device, at::ScalarType dtype,
                       const SteeredWork& steered)
    : networks_(new Networks{config, call, device, dtype, steered}) {
    const c10::InferenceMode inference;
    const nn::DryRun dry_run(device);
    networks_->make_ready();
    networks_->encode();
}

VideoCosts::~VideoCosts() = default;
VideoCosts::VideoCosts(VideoCosts&&) noexcept = default;

VideoCost VideoCosts::of(const WorkLayout& layout) {
    const c10::InferenceMode inference;
    const nn::DryRun dry_run(networks_->device);
    auto& samplings = networks_->samplings;
    const std::pair in_sampling(layout.batched_guidance, layout.piece_bytes);
    if (!samplings.contains(in_sampling)) samplings[in_sampling] = networks_->sample(layout);
    auto& decodings = networks_->decodings;
    const std::pair in_decoding(layout.strip_bytes, layout.decode_working_set_bytes);
    if (!decodings.contains(in_decoding)) decodings[in_decoding] = networks_->decode(layout);
    const auto& sampling = samplings[in_sampling];
    const auto& steered = networks_->steered;
    // A last photo is encoded as the first one is, with noise for the network and without for the prediction's ends.
    const auto encoded = (steered.follows_reference ? networks_->call.num_frames : 0) + (steered.freezes ? 1 : 0) +
                         (steered.ends_at_photo ? 4 : 1);
    return {.image_encoder = networks_->image_encoding,
            .vae_encoder = networks_->encoding,
            .unet = sampling.pass,
            .vae_decoder = decodings[in_decoding],
            .passes_per_step = networks_->passes_over_a_window(layout) * networks_->windows_in_a_step(),
            .steps = networks_->steps(),
            .embedded_photos = steered.ends_at_photo ? 2 : 1,
            .encoded_pictures = encoded,
            .outermost_level_flop = sampling.outermost_level_flop};
}

const PipelineCall& VideoCosts::call() const {
    return networks_->call;
}

at::Device VideoCosts::device() const {
    return networks_->device;
}

at::ScalarType VideoCosts::dtype() const {
    return networks_->dtype;
}

VideoCost video_cost(const PipelineConfig& config, const PipelineCall& call, at::Device device, at::ScalarType dtype,
                     const SteeredWork& steered) {
    return VideoCosts(config, call, device, dtype, steered).of(call.layout);
}

double VideoCost::flop(const PipelineCall& call) const {
    const auto whole = (steps + call.deep_cache_interval - 1) / call.deep_cache_interval;
    const auto sampling =
        unet.flop * static_cast<double>(whole) + outermost_level_flop * static_cast<double>(steps - whole);
    return image_encoder.flop * static_cast<double>(embedded_photos) +
           vae_encoder.flop * static_cast<double>(encoded_pictures) + vae_decoder.flop + sampling * passes_per_step;
}

}  // namespace stillwave::svd
