#pragma once

#include <filesystem>

#include "models/svd_variant.h"

/// What people said about single files that do not say it themselves, kept in the models' folder by the files' real
/// paths. Internal to the room.
namespace stillwave {

/// nullptr where nothing was said of `model`.
const SvdVariant* kept_variant(const std::filesystem::path& models_folder, const std::filesystem::path& model);

/// Throws Error(output_unwritable).
void keep_variant(const std::filesystem::path& models_folder, const std::filesystem::path& model,
                  const SvdVariant& variant);

}  // namespace stillwave
