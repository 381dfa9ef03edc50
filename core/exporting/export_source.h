#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "media/crop.h"
#include "types/clip.h"

namespace stillwave {

/// The key of a clip's metadata that holds its recipe: every container and player keeps it.
inline constexpr char recipe_metadata_key[] = "comment";

/// The clip that an export starts from.
struct ExportSource {
    Clip clip;  ///< the part that was asked for
    /// The recipe's text as it travels with a clip at that place; empty: the source has no recipe.
    std::function<std::string(const std::filesystem::path& clip)> recipe_text;
    std::optional<media::FrameRectangle> picture;  ///< the photo's place inside the bars of a letterboxed clip
};

}  // namespace stillwave
