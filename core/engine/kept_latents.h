#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <optional>
#include <string>

#include "types/animation_settings.h"

/// Latents that sampling took minutes for, kept so that decoding never samples again. Internal to the engine.
namespace stillwave {

/// What sampling depends on, as text: equal texts, equal latents. Settings that only decoding or photo detail read are
/// left out.
std::string sampled_from(const std::string& photo_sha256, const std::string& model_hash, const std::string& device,
                         const std::string& dtype, AnimationSettings settings);

/// Throws Error(output_unwritable).
void keep_latents(const std::filesystem::path& path, const at::Tensor& latents, const std::string& source);

/// The latents at `path` if they were sampled from `source`; nothing if not, or if the file is missing or damaged: then
/// sampling makes them again.
std::optional<at::Tensor> kept_latents(const std::filesystem::path& path, const std::string& source);

}  // namespace stillwave
