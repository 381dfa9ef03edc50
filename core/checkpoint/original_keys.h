#pragma once

#include <string>
#include <string_view>

#include "checkpoint/original_layout.h"
#include "svd/config.h"

/// The names that tensors have in single files (the layout of Stability AI's generative-models, `sgm`). Each function
/// takes diffusers' name of a tensor. Internal to the room.
namespace stillwave {

/// The place of an image encoder's tensor in the file. Some tensors are a part or the transpose of the stored one.
struct OriginalClipTensor {
    std::string key;
    int third = -1;           ///< 0, 1, 2: query, key, value of a fused projection; -1: the whole tensor
    bool transposed = false;  ///< the stored tensor is [in, out]
};

std::string original_unet_key(std::string_view key, const svd::UNetConfig& config);

/// The key of a tensor of the VAE. The tensors of `mid.attn_1` are stored as 1x1 convolutions.
std::string original_vae_key(std::string_view key, const svd::VaeConfig& config, const OriginalLayout& layout);

OriginalClipTensor original_clip_tensor(std::string_view key, const OriginalLayout& layout);

}  // namespace stillwave
