#pragma once

#include "types/animation_settings.h"
#include "types/settings_fields.h"

/// The settings that "draft", "standard" and "best" stand for.
namespace stillwave {

/// The values that `settings.preset` puts over the model's own: `settings` as they stand without it, `model_steps` the
/// model's usual number, `can_align_your_steps` whether the model has the noise of Stable Video Diffusion.
/// "standard" is empty: the model's own values.
SettingsLayer preset_layer(const AnimationSettings& settings, std::int64_t model_steps, bool can_align_your_steps);

}  // namespace stillwave
