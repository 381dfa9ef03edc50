#include "engine/loaded_model.h"

#include <ATen/Context.h>

#include <utility>

#include "checkpoint/checkpoint.h"
#include "memory/memory_planner.h"
#include "models/model_store.h"

namespace stillwave {

LoadedModel load_model(const std::string& model, const std::string& device, const std::string& dtype,
                       const svd::Residencies& residencies) {
    const ModelStore store;
    auto info = store.resolve(model);
    auto checkpoint = open_checkpoint(info.path);
    auto hash = store.hash(info);
    if (info.frames_evidence == FramesEvidence::guess)
        set_variant(info, svd_variant_of_hash(hash), FramesEvidence::known_hash);
    checkpoint.config.unet.num_frames = info.num_frames;
    if (info.card && info.card->position_channel + 1 < checkpoint.config.vae.latent_channels)
        checkpoint.config.position_channel = info.card->position_channel;
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
