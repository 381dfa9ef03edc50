#include <ATen/TensorOperators.h>
#include <ATen/ops/adaptive_avg_pool2d.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>

#include "svd/autoencoder_kl_temporal_decoder.h"
#include "svd/clip_image_processor.h"
#include "svd/clip_vision_model.h"
#include "svd/unet_denoiser.h"
#include "training/draws.h"
#include "training/gradient_checkpointing.h"
#include "training/noise_levels.h"
#include "training/objective.h"
#include "types/error.h"

namespace stillwave::training {
namespace {

void check_channels(const svd::PipelineConfig& config, const TrainingSettings& settings) {
    const auto taken = settings.motion_channels + settings.position_channels + settings.code_channels;
    if (taken >= config.vae.latent_channels)
        throw Error(ErrorCode::invalid_argument, "motion_channels, position_channels and code_channels are " +
                                                     std::to_string(taken) + " together, but the model has " +
                                                     std::to_string(config.vae.latent_channels) +
                                                     " latent channels: none is left for pictures.");
    const auto latents = config.vae.latent_channels;
    if (config.unet.out_channels != latents || config.unet.in_channels != 2 * latents)
        throw Error(ErrorCode::model_invalid, "The UNet's channels do not fit the VAE's " + std::to_string(latents) +
                                                  " latent channels. Configurations are of different models.");
}

class UNetObjective : public Objective {
  public:
    UNetObjective(const StartModel& model, const ClipSource& clips, const TrainingSettings& settings)
        : config_(model.config),
          clips_(clips),
          settings_(settings),
          device_(settings.device),
          dtype_(settings.mixed_precision == "bf16" ? at::kBFloat16 : at::kFloat),
          vae_(vae_weights(model), vae_weights(model), config_.vae),
          image_encoder_(nn::Weights(model.image_encoder, "image_encoder").to(device_, at::kFloat),
                         config_.image_encoder) {
        check_channels(config_, settings);
    }

    PassLoss loss(const nn::NamedTensors& weights, const PassDraws& draws) const override;

  private:
    /// A batch of clips as the network sees them.
    struct Batch {
        at::Tensor clean, noise;  ///< [batch, frames, channels, h, w] float32
        svd::Conditioning conditioning;
    };
    Batch draw_batch(const PassDraws& draws) const;

    nn::Weights vae_weights(const StartModel& model) const {
        return nn::Weights(model.vae, "vae").to(at::Device(settings_.device), at::kFloat);
    }

    svd::PipelineConfig config_;
    const ClipSource& clips_;
    TrainingSettings settings_;
    at::Device device_;
    at::ScalarType dtype_;
    svd::AutoencoderKLTemporalDecoder vae_;
    svd::CLIPVisionModelWithProjection image_encoder_;
};

UNetObjective::Batch UNetObjective::draw_batch(const PassDraws& draws) const {
    const c10::NoGradGuard no_grad;
    const auto& generator = draws.generator;
    ClipMotion motion;
    motion.motion_bucket_id = draw_integer(generator, settings_.motion_bucket_min, settings_.motion_bucket_max);
    const auto fps = draw_integer(generator, settings_.fps_min, settings_.fps_max);
    motion.fps = static_cast<double>(fps);
    const double strength =
        std::min(std::exp(draw_normal(generator, settings_.noise_aug_mean, settings_.noise_aug_std)),
                 settings_.noise_aug_strength_max);
    const bool drop = draw_uniform(generator, 0, 1) < settings_.conditioning_dropout_prob && !draws.quantile;
    const auto factor = config_.vae.scale_factor();
    const auto noise = at::randn({settings_.batch_size, settings_.num_frames, config_.vae.latent_channels,
                                  settings_.height / factor, settings_.width / factor},
                                 generator, at::kFloat);

    std::vector<at::Tensor> clean, embeddings, concat_latents;
    for (std::int64_t i = 0; i < settings_.batch_size; ++i) {
        if (settings_.noise_coupling != "none") {
            motion.code = code_in_noise(noise[i], settings_);
        } else {
            motion.code.clear();
            for (std::size_t j = 0; j < moves; ++j) motion.code.push_back(draw_normal(generator, 0, 1));
            motion.texture_seed = static_cast<std::uint64_t>(draw_integer(generator, 0, 1 << 30));
        }
        const auto clip = clips_.draw(draws, motion);
        const auto frames = clip.frames.to(device_);
        const auto latents = vae_.encode_mode(frames) * config_.vae.scaling_factor;
        clean.push_back(with_extra_channels(latents, clip.backward_flow.to(device_), settings_));

        const auto photo = clip.frames.slice(0, 0, 1);
        const auto pixel_values =
            svd::clip_pixel_values(photo, config_.feature_extractor, config_.image_encoder.image_size);
        embeddings.push_back(image_encoder_.forward(pixel_values.to(device_)).unsqueeze(1));
        const auto noisy = photo + strength * at::randn(photo.sizes(), generator, at::kFloat);
        concat_latents.push_back(vae_.encode_mode(noisy.to(device_)));
    }
    Batch batch{at::stack(clean), noise.to(device_), {}};
    auto& conditioning = batch.conditioning;
    conditioning.embeddings = at::cat(embeddings).to(dtype_);
    conditioning.concat_latents = at::cat(concat_latents).to(dtype_).unsqueeze(1).expand(batch.clean.sizes());
    if (drop) {
        conditioning.embeddings = at::zeros_like(conditioning.embeddings);
        conditioning.concat_latents = at::zeros_like(conditioning.concat_latents);
    }
    conditioning.added_time_ids = at::tensor({static_cast<float>(fps - 1), static_cast<float>(motion.motion_bucket_id),
                                              static_cast<float>(strength)})
                                      .unsqueeze(0)
                                      .to(device_);
    return batch;
}

/// The UNet of one pass.
struct Model {
    Model(const nn::Weights& weights, const svd::UNetConfig& config, at::ScalarType dtype, bool checkpointed)
        : unet(weights, config),
          denoiser(unet, dtype, {.run_layer = checkpointed ? svd::RunUNetLayer(run_checkpointed) : nullptr}) {}

    svd::UNetSpatioTemporalConditionModel unet;
    svd::UNetDenoiser denoiser;
};

PassLoss UNetObjective::loss(const nn::NamedTensors& weights, const PassDraws& draws) const {
    const auto sigma = draws.quantile ? sigma_at(settings_, *draws.quantile) : draw_sigma(settings_, draws.generator);
    const auto batch = draw_batch(draws);
    // Built for this pass: some layers read a weight when they are built, and the weights change with each step.
    const nn::Weights named(weights, "the trained UNet");
    const auto model = std::make_shared<Model>(named.to(device_, dtype_), config_.unet, dtype_,
                                               settings_.gradient_checkpointing && c10::GradMode::is_enabled());
    nn::require_complete(named);
    return {model->denoiser.loss(batch.clean, batch.noise, sigma, batch.conditioning), sigma, model};
}

}  // namespace

std::unique_ptr<Objective> make_unet_objective(const StartModel& model, const ClipSource& clips,
                                               const TrainingSettings& settings) {
    return std::make_unique<UNetObjective>(model, clips, settings);
}

std::vector<double> code_in_noise(const at::Tensor& noise, const TrainingSettings& settings) {
    const auto channels = noise.size(1);
    std::vector<double> code;
    for (auto channel = channels - settings.code_channels; channel < channels; ++channel) {
        const auto values = noise.select(1, channel);
        code.push_back(settings.noise_coupling == "corner"
                           ? values[0][0][0].item<double>()
                           : values.mean().item<double>() * std::sqrt(static_cast<double>(values.numel())));
    }
    return code;
}

at::Tensor with_extra_channels(const at::Tensor& latents, const at::Tensor& backward_flow,
                               const TrainingSettings& settings) {
    const auto code = settings.code_channels, motion = settings.motion_channels, position = settings.position_channels;
    if (code + motion + position == 0) return latents;
    const auto rows = latents.size(2), columns = latents.size(3);
    std::vector<at::Tensor> channels = {latents.slice(1, 0, latents.size(1) - code - motion - position)};
    if (motion > 0) channels.push_back(at::adaptive_avg_pool2d(backward_flow, {rows, columns}) / settings.motion_scale);
    if (position > 0) {
        const auto places = [&](std::int64_t count) { return at::arange(1, count + 1, latents.options()) / 4; };
        const auto column_and_row =
            at::stack({places(columns).expand({rows, columns}), places(rows).unsqueeze(1).expand({rows, columns})});
        channels.push_back(column_and_row.expand({latents.size(0), 2, rows, columns}));
    }
    if (code > 0) channels.push_back(at::zeros_like(latents.slice(1, 0, code)));
    return at::cat(channels, 1);
}

}  // namespace stillwave::training
