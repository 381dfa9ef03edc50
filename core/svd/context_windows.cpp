#include "svd/context_windows.h"

#include <algorithm>
#include <string>

#include "types/error.h"

namespace stillwave::svd {
namespace {

/// Returns the weight of overlap_linear for a frame that lies `place` frames from the nearer end of its window.
float fade(std::int64_t place, std::int64_t overlap) {
    // Above 0, so that a frame which no other window shows has a weight.
    constexpr float nearly_nothing = 1e-37F;
    if (place >= overlap) return 1;
    return std::max(nearly_nothing,
                    static_cast<float>(place) / static_cast<float>(std::max<std::int64_t>(overlap - 1, 1)));
}

std::vector<float> fusion_weights(const ContextWindows& windows, std::int64_t length) {
    std::vector<float> weights(static_cast<std::size_t>(length), 1.0F);
    for (std::int64_t i = 0; i < length; ++i) {
        const auto place = std::min(i, length - 1 - i);
        auto& weight = weights[static_cast<std::size_t>(i)];
        if (windows.fusion == Fusion::pyramid) weight = static_cast<float>(place + 1);
        if (windows.fusion == Fusion::overlap_linear) weight = fade(place, windows.overlap);
    }
    return weights;
}

/// Returns the first frames of windows inside the video, in their order, none twice.
std::vector<std::int64_t> open_starts(std::int64_t length, std::int64_t distance, std::int64_t move,
                                      std::int64_t num_frames) {
    const auto moved = static_cast<std::int64_t>(static_cast<double>(distance) * ordered_halving(move));
    const auto last = num_frames - length;
    std::vector<std::int64_t> starts = {0};
    for (auto start = distance - moved; starts.back() < last; start += distance)
        starts.push_back(std::min(start, last));
    return starts;
}

std::vector<std::int64_t> closed_starts(std::int64_t distance, std::int64_t move, std::int64_t num_frames) {
    const auto moved = static_cast<std::int64_t>(static_cast<double>(num_frames) * ordered_halving(move));
    const auto count = (num_frames + distance - 1) / distance;
    std::vector<std::int64_t> starts;
    for (std::int64_t i = 0; i < count; ++i) starts.push_back((i * num_frames / count + moved) % num_frames);
    return starts;
}

Fusion fusion_of(const std::string& name) {
    if (name == "flat") return Fusion::flat;
    return name == "overlap_linear" ? Fusion::overlap_linear : Fusion::pyramid;
}

}  // namespace

std::optional<ContextWindows> context_windows_of(const AnimationSettings& settings, std::int64_t model_frames) {
    const auto asked = settings.context_length > 0 ? settings.context_length : model_frames;
    const auto length = std::min(asked, settings.num_frames);
    if (length == settings.num_frames && !settings.loop_latents) return std::nullopt;
    const ContextWindows windows{.length = length,
                                 .overlap = settings.context_overlap > 0 ? settings.context_overlap : length / 2,
                                 .closed = settings.loop_latents,
                                 .fusion = fusion_of(settings.context_fusion),
                                 .held_steps = settings.deep_cache_interval};
    check_context_windows(windows);
    return windows;
}

void check_context_windows(const ContextWindows& windows) {
    if (windows.length < 1)
        throw Error(ErrorCode::invalid_argument,
                    "A window of " + std::to_string(windows.length) + " frames is asked for, but it needs one.");
    if (windows.overlap < 0 || windows.overlap >= windows.length)
        throw Error(ErrorCode::invalid_argument, "Windows of " + std::to_string(windows.length) +
                                                     " frames are to overlap by " + std::to_string(windows.overlap) +
                                                     ", but 0 to " + std::to_string(windows.length - 1) +
                                                     " is possible.");
}

WindowedDenoiser::Schedule context_schedule(const ContextWindows& windows) {
    check_context_windows(windows);
    return [windows](std::int64_t step, std::int64_t num_frames) {
        const auto length = std::min(windows.length, num_frames);
        const auto distance = windows.length - windows.overlap;
        const auto move = step / windows.held_steps;
        std::vector<Window> all;
        for (const auto start : windows.closed ? closed_starts(distance, move, num_frames)
                                               : open_starts(length, distance, move, num_frames))
            all.push_back({start, length, fusion_weights(windows, length)});
        return all;
    };
}

double windows_per_step(const ContextWindows& windows, std::int64_t num_frames, std::int64_t first_step,
                        std::int64_t steps) {
    const auto schedule = context_schedule(windows);
    std::size_t sum = 0;
    for (auto step = first_step; step < first_step + steps; ++step) sum += schedule(step, num_frames).size();
    return static_cast<double>(sum) / static_cast<double>(steps);
}

double ordered_halving(std::int64_t step) {
    double fraction = 0, digit = 0.5;
    for (; step > 0; step /= 2, digit /= 2)
        if (step % 2 == 1) fraction += digit;
    return fraction;
}

}  // namespace stillwave::svd
