#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "media/crop.h"
#include "types/clip.h"

namespace stillwave {

/// The metadata key under which a clip holds its recipe, because every container and player keeps this key.
inline constexpr char recipe_metadata_key[] = "comment";

/// The clip that an export starts from.
struct ExportSource {
    Clip clip;  ///< the frames that were asked for
    /// Returns the recipe's text for a clip at that path, to which the photo's path is relative; empty: the source has
    /// no recipe.
    std::function<std::string(const std::filesystem::path& clip)> recipe_text;
    std::optional<media::FrameRectangle> picture;  ///< the photo's place inside the bars of a letterboxed clip
};

}  // namespace stillwave
