#pragma once

#include <string>
#include <string_view>

#include "svd/config.h"

/// What Stability AI's single files (the layout of generative-models, `sgm`) call the tensors that diffusers names
/// otherwise. Internal to the engine.
namespace stillwave {

/// Where a tensor of the image encoder lies: some are parts or transposes of what is stored.
struct OriginalClipTensor {
    std::string key;
    int third = -1;           ///< 0, 1, 2: query, key, value of a fused projection; -1: all of it
    bool transposed = false;  ///< stored as [in, out]
};

std::string original_unet_key(std::string_view key, const svd::UNetConfig& config);

/// The encoder is that of the conditioning, which is the one that sees the photo. `mid.attn_1` is stored as 1x1
/// convolutions.
std::string original_vae_key(std::string_view key, const svd::VaeConfig& config);

OriginalClipTensor original_clip_tensor(std::string_view key);

}  // namespace stillwave
