#pragma once

#include "types/animation_settings.h"
#include "types/settings_fields.h"

/// The settings that "draft", "standard" and "best" stand for.
namespace stillwave {

/// Returns the values that `settings.preset` puts over the model's own. `settings` are the settings as they stand
/// without the preset, `model_steps` is the model's usual number of steps, and `can_align_your_steps` tells whether the
/// model has the noise of Stable Video Diffusion. The layer of "standard" is empty, because the model's own values
/// stand.
SettingsLayer preset_layer(const AnimationSettings& settings, std::int64_t model_steps, bool can_align_your_steps);

}  // namespace stillwave
