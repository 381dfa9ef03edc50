#include <ATen/TensorOperators.h>
#include <ATen/ops/stack.h>
#include <c10/core/GradMode.h>

#include "svd/autoencoder_kl_temporal_decoder.h"
#include "training/draws.h"
#include "training/objective.h"

namespace stillwave::training {
namespace {

class VaeObjective : public Objective {
  public:
    VaeObjective(const StartModel& model, const ClipSource& clips, const TrainingSettings& settings)
        : config_(model.config.vae), clips_(clips), settings_(settings), device_(settings.device) {
        for (const auto& [name, weight] : model.vae)
            if (name.starts_with("encoder.") || name.starts_with("quant_conv."))
                encoder_is_trained_ = encoder_is_trained_ || matches(name, settings.trainable);
    }

    PassLoss loss(const nn::NamedTensors& weights, const PassDraws& draws) const override;

  private:
    svd::VaeConfig config_;
    const ClipSource& clips_;
    TrainingSettings settings_;
    at::Device device_;
    bool encoder_is_trained_ = false;
};

PassLoss VaeObjective::loss(const nn::NamedTensors& weights, const PassDraws& draws) const {
    const nn::Weights named(weights, "the trained VAE");
    const auto dtype = settings_.mixed_precision == "bf16" ? at::kBFloat16 : at::kFloat;
    // The encoder's activations overflow half types' digits; it computes in float32 as in inference.
    const svd::AutoencoderKLTemporalDecoder vae(named.to(device_, at::kFloat), named.to(device_, dtype), config_);
    nn::require_complete(named);
    std::vector<at::Tensor> losses;
    for (std::int64_t i = 0; i < settings_.batch_size; ++i) {
        ClipMotion motion;
        motion.motion_bucket_id =
            draw_integer(draws.generator, settings_.motion_bucket_min, settings_.motion_bucket_max);
        for (std::size_t j = 0; j < moves; ++j) motion.code.push_back(draw_normal(draws.generator, 0, 1));
        const auto frames = clips_.draw(draws, motion).frames.to(device_);
        const auto latents = [&] {
            const c10::AutoGradMode gradients(encoder_is_trained_ && c10::GradMode::is_enabled());
            return vae.encode_mode(frames);
        }();
        const auto decoded = vae.decode(latents.to(dtype));
        losses.push_back((decoded.to(at::kFloat) - frames).abs().mean());
    }
    return {at::stack(losses).mean()};
}

}  // namespace

std::unique_ptr<Objective> make_vae_objective(const StartModel& model, const ClipSource& clips,
                                              const TrainingSettings& settings) {
    return std::make_unique<VaeObjective>(model, clips, settings);
}

}  // namespace stillwave::training
