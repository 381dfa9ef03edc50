#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <optional>
#include <string>

#include "types/animation_settings.h"

/// Latents in a file. Sampling took minutes for them, so they are kept and decoding never samples again. Internal to
/// the engine.
namespace stillwave {

/// Returns a text of all that the latents depend on: the photo, the model, the device, the dtype, what is directed
/// (Direction::fingerprint()) and the settings whose rows say that they change latents.
std::string sampled_from(const std::string& photo_sha256, const std::string& model_hash, const std::string& device,
                         const std::string& dtype, const std::string& directed, const AnimationSettings& settings);

/// Writes `latents` with the text of their source. Throws Error(output_unwritable).
void keep_latents(const std::filesystem::path& path, const at::Tensor& latents, const std::string& source);

/// Returns the latents at `path` if they were sampled from `source`; nothing if they were not, or if the file is
/// missing or damaged. A setting that an older Stillwave did not know counts as its default.
std::optional<at::Tensor> kept_latents(const std::filesystem::path& path, const std::string& source);

/// Returns the latents at `path`, whatever they were sampled from. Throws Error(clip_unreadable) where the file is
/// missing or damaged.
at::Tensor latents_in(const std::filesystem::path& path);

}  // namespace stillwave
