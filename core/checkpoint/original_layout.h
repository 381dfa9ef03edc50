#pragma once

#include <string>
#include <unordered_map>

#include "nn/safetensors.h"

/// Internal to the room.
namespace stillwave {

/// The tensors of a single file by their stored names.
using TensorIndex = std::unordered_map<std::string, const nn::TensorInfo*>;

/// The places of those parts of a single file that programs write in different places. The defaults are those of
/// Stability AI's own files; ComfyUI's ImageOnlyCheckpointSave leaves out the conditioning's copy of the VAE's encoder
/// and writes the image encoder under transformers' names.
struct OriginalLayout {
    /// The prefix before "encoder." of the VAE encoder that sees the photo.
    std::string vae_encoder_prefix = "conditioner.embedders.3.encoder.";
    /// Without a quant_conv the encoder's last convolution gives the moments themselves.
    bool has_quant_conv = true;
    /// The prefix of the image encoder's names.
    std::string image_encoder_prefix = "conditioner.embedders.0.open_clip.model.visual.";
    /// Whether the image encoder's names are transformers' (vision_model.…, visual_projection) and not open_clip's.
    bool has_transformers_names = false;
};

/// The layout of a file with these tensors. A part that the file lacks gets Stability AI's place, so that later errors
/// name that place.
OriginalLayout find_original_layout(const TensorIndex& tensors);

}  // namespace stillwave
