#include "engine/loaded_model.h"

#include "checkpoint/checkpoint.h"
#include "memory/memory_planner.h"
#include "models/model_store.h"

namespace stillwave {

LoadedModel load_model(const std::string& model, const std::string& device, const std::string& dtype,
                       const svd::Residencies& residencies) {
    const ModelStore store;
    const auto info = store.resolve(model);
    const auto checkpoint = open_checkpoint(info.path);
    return {
        info.name, store.hash(info), card_settings(info.card), checkpoint.dtype,
        svd::StableVideoDiffusionPipeline(checkpoint.config, checkpoint.unet, checkpoint.vae, checkpoint.image_encoder,
                                          at::Device(device), to_scalar_type(dtype), residencies)};
}

}  // namespace stillwave
