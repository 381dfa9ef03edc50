#include "engine/presets.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace stillwave {
namespace {

constexpr double draft_share = 0.4;  // 10 of 25 steps: the aligned schedule was found for 10 steps
constexpr double best_share = 1.6;   // 40 of 25
constexpr std::int64_t most_lcm_steps = 8;

std::int64_t share_of(std::int64_t steps, double share) {
    return std::max<std::int64_t>(1, std::llround(static_cast<double>(steps) * share));
}

}  // namespace

SettingsLayer preset_layer(const AnimationSettings& settings, std::int64_t model_steps, bool can_align_your_steps) {
    const bool is_lcm = settings.scheduler == "lcm";
    SettingsLayer layer;
    if (settings.preset == "draft") {
        layer["num_inference_steps"] = share_of(model_steps, draft_share);
        layer["deep_cache_interval"] = std::int64_t{2};
        if (can_align_your_steps && !is_lcm) layer["sigma_schedule"] = std::string("align_your_steps");
    }
    if (settings.preset == "best") {
        const auto steps = share_of(model_steps, best_share);
        layer["num_inference_steps"] = is_lcm ? std::max(model_steps, std::min(steps, most_lcm_steps)) : steps;
    }
    return layer;
}

}  // namespace stillwave
