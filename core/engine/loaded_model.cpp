#include "engine/loaded_model.h"

#include "engine/checkpoint.h"
#include "engine/memory_planner.h"
#include "engine/model_store.h"

namespace stillwave {
SettingsLayer card_settings(const ModelInfo& info) {
    if (!info.card) return {};
    auto settings = info.card->settings;
    if (!info.card->sizes.empty()) {
        settings.emplace("width", info.card->sizes.front().width);
        settings.emplace("height", info.card->sizes.front().height);
    }
    return settings;
}

LoadedModel load_model(const std::string& model, const std::string& device, const std::string& dtype,
                       const svd::Residencies& residencies) {
    const ModelStore store;
    const auto info = store.resolve(model);
    const auto checkpoint = open_checkpoint(info.path);
    return {
        info.name, store.hash(info), card_settings(info), checkpoint.dtype,
        svd::StableVideoDiffusionPipeline(checkpoint.config, checkpoint.unet, checkpoint.vae, checkpoint.image_encoder,
                                          at::Device(device), to_scalar_type(dtype), residencies)};
}

}  // namespace stillwave
