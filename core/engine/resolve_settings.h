#pragma once

#include <cstdint>
#include <functional>

#include "types/animation_settings.h"
#include "types/settings_fields.h"

/// The precedence of values from several sources.
namespace stillwave {

/// A model's own values for settings that nobody set.
struct ModelDefaults {
    SettingsLayer card;  ///< the card's settings; its width and height are the model's best size, in either orientation
    std::int64_t num_frames = 14;    ///< the variant's, from the UNet's configuration
    std::int64_t size_multiple = 8;  ///< px
    bool can_align_your_steps = false;
};

/// Resolves settings, so that no automatic value is left. Values take precedence in this order: `asked`, `recipe`, the
/// preset that they name, the model's card, the variant's defaults, `settings_fields`. A size of 0 becomes the model's,
/// turned as the photo is; where one side is given the other follows its aspect. A seed of -1 is drawn from
/// `draw_seed`. Throws Error(invalid_argument).
AnimationSettings resolve_settings(const SettingsLayer& asked, const SettingsLayer& recipe, const ModelDefaults& model,
                                   int photo_width_px, int photo_height_px,
                                   const std::function<std::uint32_t()>& draw_seed);

}  // namespace stillwave
