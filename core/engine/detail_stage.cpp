#include "engine/detail_stage.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "models/upscaler_store.h"

namespace stillwave {

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

}  // namespace stillwave
