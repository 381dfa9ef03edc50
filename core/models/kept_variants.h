#pragma once

#include <filesystem>

#include "models/svd_variant.h"

/// The models' folder keeps the variants that people gave to single files, by the files' real paths. Internal to the
/// room.
namespace stillwave {

/// The variant that a person gave the file `model`; nullptr where there is none.
const SvdVariant* kept_variant(const std::filesystem::path& models_folder, const std::filesystem::path& model);

/// Keeps `variant` for the file `model`. Throws Error(output_unwritable).
void keep_variant(const std::filesystem::path& models_folder, const std::filesystem::path& model,
                  const SvdVariant& variant);

}  // namespace stillwave
