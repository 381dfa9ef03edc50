#include "checkpoint/original_layout.h"

#include <algorithm>
#include <string_view>

namespace stillwave {

OriginalLayout find_original_layout(const TensorIndex& tensors) {
    constexpr std::string_view conditioner_vae = "conditioner.embedders.3.";
    constexpr std::string_view first_stage = "first_stage_model.";
    constexpr std::string_view transformers_patches = "vision_model.embeddings.patch_embedding.weight";

    OriginalLayout layout;
    const bool has_conditioner_vae = std::any_of(
        tensors.begin(), tensors.end(), [&](const auto& tensor) { return tensor.first.starts_with(conditioner_vae); });
    if (!has_conditioner_vae && tensors.contains(std::string(first_stage) + "encoder.conv_in.weight")) {
        layout.vae_encoder_prefix = first_stage;
        layout.has_quant_conv = tensors.contains(std::string(first_stage) + "quant_conv.weight");
    }
    if (tensors.contains(layout.image_encoder_prefix + "conv1.weight")) return layout;
    for (const auto& [name, info] : tensors) {
        if (!name.ends_with(transformers_patches)) continue;
        layout.image_encoder_prefix = name.substr(0, name.size() - transformers_patches.size());
        layout.has_transformers_names = true;
    }
    return layout;
}

}  // namespace stillwave
