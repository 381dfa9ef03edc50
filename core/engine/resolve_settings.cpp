#include "engine/resolve_settings.h"

#include <algorithm>
#include <cmath>

#include "engine/presets.h"

namespace stillwave {
namespace {

constexpr std::int64_t variant_width_px = 1024;
constexpr std::int64_t variant_height_px = 576;

// Returns the other side, in px, for a side of `given` px at the aspect this_side : other_side, rounded to a size that
// the model can take.
std::int64_t follow_aspect(std::int64_t given, std::int64_t this_side, std::int64_t other_side, std::int64_t multiple) {
    const double exact = static_cast<double>(given) * static_cast<double>(other_side) / static_cast<double>(this_side);
    return std::max<std::int64_t>(1, std::llround(exact / static_cast<double>(multiple))) * multiple;
}

}  // namespace

AnimationSettings resolve_settings(const SettingsLayer& asked, const SettingsLayer& recipe, const ModelDefaults& model,
                                   int photo_width_px, int photo_height_px,
                                   const std::function<std::uint32_t()>& draw_seed) {
    AnimationSettings settings;
    settings.num_frames = model.num_frames;
    apply_settings(settings, model.card);
    auto without_preset = settings;
    apply_settings(without_preset, recipe);
    apply_settings(without_preset, asked);
    apply_settings(settings, preset_layer(without_preset, settings.num_inference_steps, model.can_align_your_steps));
    auto best_width = settings.width > 0 ? settings.width : variant_width_px;
    auto best_height = settings.height > 0 ? settings.height : variant_height_px;
    settings.width = 0;
    settings.height = 0;
    apply_settings(settings, recipe);
    apply_settings(settings, asked);

    if ((photo_height_px > photo_width_px) != (best_height > best_width)) std::swap(best_width, best_height);
    if (settings.width == 0 && settings.height == 0) {
        settings.width = best_width;
        settings.height = best_height;
    } else if (settings.width == 0) {
        settings.width = follow_aspect(settings.height, best_height, best_width, model.size_multiple);
    } else if (settings.height == 0) {
        settings.height = follow_aspect(settings.width, best_width, best_height, model.size_multiple);
    }
    if (settings.seed < 0) settings.seed = draw_seed();
    return settings;
}

}  // namespace stillwave
