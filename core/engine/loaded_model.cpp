#include "engine/loaded_model.h"

#include <ATen/Context.h>

#include <utility>

#include "checkpoint/checkpoint.h"
#include "memory/memory_planner.h"
#include "models/model_store.h"
#include "types/error.h"

namespace stillwave {
namespace {

/// Throws Error(model_invalid) where the card names channels that the model does not have.
void tell_channels(const ModelCard& card, svd::PipelineConfig& config) {
    for (const auto channel : {card.position_channel, card.motion_channel})
        if (channel + 1 >= config.vae.latent_channels)
            throw Error(ErrorCode::model_invalid, "The card of '" + card.name + "' names latent channel " +
                                                      std::to_string(channel + 1) + ", but the model has only " +
                                                      std::to_string(config.vae.latent_channels) + ".");
    config.position_channel = card.position_channel;
    config.motion_channel = card.motion_channel;
    config.motion_scale = card.motion_scale;
}

}  // namespace

LoadedModel load_model(const std::string& model, const std::string& device, const std::string& dtype,
                       const svd::Residencies& residencies) {
    const ModelStore store;
    auto info = store.resolve(model);
    auto checkpoint = open_checkpoint(info.path);
    auto hash = store.hash(info);
    if (info.frames_evidence == FramesEvidence::guess)
        set_variant(info, svd_variant_of_hash(hash), FramesEvidence::known_hash);
    checkpoint.config.unet.num_frames = info.num_frames;
    if (info.card) tell_channels(*info.card, checkpoint.config);
    auto card_dtype = info.card ? info.card->dtype : std::string();
    // cuDNN's convolutions round float32 to the ten bits of TF32 by default, which is not what such a card asks for.
    at::globalContext().setAllowTF32CuDNN(card_dtype != "float32");
    return {
        info.name,
        std::move(hash),
        card_settings(info.card),
        std::move(card_dtype),
        frames_warning(info),
        checkpoint.dtype,
        svd::StableVideoDiffusionPipeline(checkpoint.config, checkpoint.unet, checkpoint.vae, checkpoint.image_encoder,
                                          at::Device(device), to_scalar_type(dtype), residencies)};
}

}  // namespace stillwave
