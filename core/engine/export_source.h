#pragma once

#include <optional>

#include "engine/export_types.h"
#include "engine/recipe.h"
#include "media/crop.h"

/// The clip that an export starts from. Internal to the engine.
namespace stillwave {

struct ExportSource {
    Clip clip;                     ///< the part that was asked for
    std::optional<Recipe> recipe;  ///< its photo's path seen from the source
    std::filesystem::path recipe_file;
    std::optional<media::FrameRectangle> picture;  ///< inside the bars of a letterboxed photo
};

/// Throws Error(clip_unreadable), and Error(invalid_argument) for frames that the clip does not have.
ExportSource read_export_source(const ExportRequest& request);

}  // namespace stillwave
