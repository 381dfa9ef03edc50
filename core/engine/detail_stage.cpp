#include "engine/detail_stage.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "models/upscaler_store.h"

namespace stillwave {
namespace {

double mean_level(const Image& image) {
    return std::accumulate(image.data(), image.data() + image.size_bytes(), 0.0) /
           static_cast<double>(image.size_bytes());
}

}  // namespace

motion::PhotoDetailResult add_photo_detail(const Clip& model_frames, const Image& photo,
                                           std::vector<motion::Flow> told_motion, const AnimationSettings& settings,
                                           const FindUpscaler& find_upscaler, const std::string& device,
                                           const ProgressCallback& progress, std::stop_token stop) {
    motion::PhotoDetailOptions options;
    options.long_side = static_cast<int>(settings.detail_size);
    options.keep_confidence = true;
    options.told_motion = std::move(told_motion);
    if (settings.detail_fallback == "upscaled") {
        options.enlarge = [&](const Image& frame, int width, int height) {
            const double wanted = static_cast<double>(std::max(width, height)) / std::max(frame.width, frame.height);
            // A photo smaller than the model's frames leaves nothing to enlarge; a network's least scale is 2.
            if (wanted <= 1) return resized(frame, width, height);
            const auto& upscaler = find_upscaler(default_upscaler, device);
            return resized(upscaled(upscaler, frame, std::max(2, static_cast<int>(std::ceil(wanted))), stop), width,
                           height);
        };
    }
    return motion::photo_detail(model_frames, photo, options, progress, stop);
}

motion::PhotoDetailResult add_photo_detail_between(const Clip& model_frames, const std::vector<Image>& photos,
                                                   const AnimationSettings& settings, const FindUpscaler& find_upscaler,
                                                   const std::string& device, const ProgressCallback& progress,
                                                   std::stop_token stop) {
    const auto pairs = photos.size() - 1;
    const auto steps = (model_frames.frames.size() - 1) / pairs;
    const auto total = static_cast<int>(2 * pairs * (steps + 1));
    int done = 0;
    const auto count = [&](const Progress& update) {
        if (update.step > 0 && progress) progress({update.stage, ++done, total, update.preview});
    };
    motion::PhotoDetailResult result{{{}, model_frames.fps}, 0, {}};
    for (std::size_t pair = 0; pair < pairs; ++pair) {
        const auto begin = model_frames.frames.begin() + static_cast<std::ptrdiff_t>(pair * steps);
        const Clip part{{begin, begin + static_cast<std::ptrdiff_t>(steps) + 1}, model_frames.fps};
        Clip reversed = part;
        std::ranges::reverse(reversed.frames);
        auto first = add_photo_detail(part, photos[pair], {}, settings, find_upscaler, device, count, stop);
        auto second = add_photo_detail(reversed, photos[pair + 1], {}, settings, find_upscaler, device, count, stop);
        result.mean_confidence += std::max(first.mean_confidence, second.mean_confidence) / static_cast<double>(pairs);
        for (std::size_t i = pair == 0 ? 0 : 1; i <= steps; ++i) {
            // The frames at the ends are the photos themselves, however well the model reached them. Between them
            // likeness to the model's frame would mislead, since what cannot be trusted is the model's frame itself.
            const bool ends = i == steps || (i > 0 && mean_level(second.confidence_maps[steps - i]) >
                                                          mean_level(first.confidence_maps[i]));
            auto& chosen = ends ? second : first;
            const auto index = ends ? steps - i : i;
            result.clip.frames.push_back(std::move(chosen.clip.frames[index]));
            result.confidence_maps.push_back(std::move(chosen.confidence_maps[index]));
        }
    }
    return result;
}

}  // namespace stillwave
