#include "training/trainer.h"

#include <ATen/TensorOperators.h>
#include <c10/core/GradMode.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>

#include <cmath>

#include "svd/pipeline_stable_video_diffusion.h"
#include "training/checkpoint.h"
#include "training/draws.h"
#include "types/error.h"

namespace stillwave::training {
namespace {

const TrainingSettings& checked(const TrainingSettings& settings) {
    check_settings(settings);
    return settings;
}

[[noreturn]] void refuse_number(std::int64_t step, const char* what) {
    throw Error(ErrorCode::clip_rejected,
                std::string(what) + " of step " + std::to_string(step + 1) +
                    " is not a number, so training stopped; the last checkpoint and the averaged weights so far are "
                    "kept. Start a new run from that model with a lower learning_rate or max_grad_norm, or without "
                    "mixed_precision.");
}

RunIdentity identity_of(const TrainingSettings& settings, const StartModel& model, const ClipSource& clips) {
    return {settings, model.fingerprint, clips.fingerprint()};
}

}  // namespace

void check_settings(const TrainingSettings& settings) {
    const auto refuse = [](const std::string& message) { throw Error(ErrorCode::invalid_argument, message); };
    if (settings.sigma_min > settings.sigma_max) refuse("sigma_min is larger than sigma_max.");
    if (settings.motion_bucket_min > settings.motion_bucket_max)
        refuse("motion_bucket_min is larger than motion_bucket_max.");
    if (settings.fps_min > settings.fps_max) refuse("fps_min is larger than fps_max.");
    if (settings.motion_channels == 1) refuse("motion_channels is 1, but it must be 0 or 2: a flow has two parts.");
    if (settings.position_channels == 1) refuse("position_channels is 1, but it must be 0 or 2: a column and a row.");
    const bool coupled = settings.noise_coupling != "none";
    if (coupled && settings.code_channels == 0)
        refuse("noise_coupling is set, but code_channels is 0: there is no channel to read the move from.");
    if (settings.component == "vae" && (coupled || settings.gradient_checkpointing))
        refuse("noise_coupling and gradient_checkpointing are for the unet, but component is vae.");
    const auto& device = settings.device;
    if (device != "cpu" && !device.starts_with("cuda"))
        refuse("device is '" + device + "', but it must be cpu, cuda or cuda:N.");
    constexpr auto cuda = c10::DeviceType::CUDA;
    if (device != "cpu" &&
        (!c10::impl::hasDeviceGuardImpl(cuda) || c10::impl::getDeviceGuardImpl(cuda)->deviceCount() == 0))
        throw Error(ErrorCode::device_unavailable, "device is '" + device + "', but there is no CUDA device here.");
}

Trainer::Trainer(const TrainingSettings& settings)
    : settings_(checked(settings)),
      model_(read_start_model(settings.model, settings.component, settings.seed)),
      clips_(PhotoPack::open(settings.data), settings),
      weights_(settings.component == "unet" ? model_.unet : model_.vae, settings),
      optimizer_(weights_.trainable(),
                 {settings.adam_beta1, settings.adam_beta2, settings.adam_weight_decay, settings.adam_epsilon}),
      objective_(settings.component == "unet" ? make_unet_objective(model_, clips_, settings_)
                                              : make_vae_objective(model_, clips_, settings_)) {
    svd::check_size(model_.config, settings.width, settings.height);
}

StepResult Trainer::step() {
    const c10::AutoGradMode with_gradients(true);
    const auto step = steps();
    const auto passes = settings_.gradient_accumulation_steps;
    StepResult result;
    result.learning_rate = learning_rate_of(settings_, step);
    LossBySigma losses = loss_by_sigma_;
    weights_.clear_gradients();
    for (std::int64_t i = 0; i < passes; ++i) {
        const auto pass = objective_->loss(weights_.latest(),
                                           {generator_of(settings_.seed, Purpose::training_pass, step * passes + i)});
        const auto loss = pass.loss.item<double>();
        if (!std::isfinite(loss)) refuse_number(step, "The loss");
        losses.add(pass.sigma, loss);
        result.loss += loss / static_cast<double>(passes);
        (pass.loss / static_cast<double>(passes)).backward();
    }
    weights_.mask_gradients();
    result.gradient_norm = clip_gradients(weights_.trainable(), settings_.max_grad_norm);
    if (!std::isfinite(result.gradient_norm)) refuse_number(step, "A gradient");
    optimizer_.step(result.learning_rate);
    update_ema(weights_.ema(), weights_.trainable(), ema_decay_of(settings_.ema_decay, step));
    weights_.clear_gradients();
    loss_by_sigma_ = losses;
    return result;
}

double Trainer::evaluate() const {
    const c10::NoGradGuard no_grad;
    const auto passes = settings_.validation_passes;
    double sum = 0;
    for (std::int64_t i = 0; i < passes; ++i) {
        const double quantile = (static_cast<double>(i) + 0.5) / static_cast<double>(passes);
        const PassDraws draws{generator_of(settings_.seed, Purpose::evaluation, i), quantile};
        sum += objective_->loss(weights_.averaged(), draws).loss.item<double>();
    }
    return sum / static_cast<double>(passes);
}

void Trainer::save_checkpoint(const std::filesystem::path& path) const {
    CheckpointContent content{steps(), identity_of(settings_, model_, clips_), optimizer_.state(),
                              loss_by_sigma_.values()};
    for (const auto& [name, weight] : weights_.trainable()) content.tensors.emplace("weights." + name, weight.detach());
    for (const auto& [name, weight] : weights_.ema()) content.tensors.emplace("ema." + name, weight);
    write_checkpoint(path, content);
}

void Trainer::load_checkpoint(const std::filesystem::path& path) {
    const auto content = read_checkpoint(path, identity_of(settings_, model_, clips_));
    OrderedTensors own = optimizer_.state();
    for (const auto& [name, weight] : weights_.trainable()) own.emplace("weights." + name, weight.detach());
    for (const auto& [name, weight] : weights_.ema()) own.emplace("ema." + name, weight);
    require_same_tensors(path, content.tensors, own);
    for (auto& [name, tensor] : own) tensor.copy_(content.tensors.at(name));
    optimizer_.set_steps(content.step);
    loss_by_sigma_.set_values(content.loss_by_sigma);
}

}  // namespace stillwave::training
