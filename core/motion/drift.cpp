#include "motion/drift.h"

#include "motion/motion_scores.h"
#include "motion/opencv_image.h"

namespace stillwave::motion {

Drift measure_drift(const Clip& clip) {
    if (clip.frames.empty()) throw Error(ErrorCode::invalid_argument, "A clip without frames has no drift.");
    return guarded([&] {
        const auto& first = clip.frames.front();
        const auto first_colour = cv::mean(view(first));
        const double first_sharpness = sharpness(first);
        Drift drift;
        for (std::size_t i = 0; i < clip.frames.size(); ++i) {
            const auto& frame = clip.frames[i];
            require_same_size(first, frame, "The first frame and frame " + std::to_string(i));
            drift.colour.push_back(cv::norm(cv::mean(view(frame)) - first_colour));
            drift.sharpness.push_back(first_sharpness > 0 ? sharpness(frame) / first_sharpness : 1);
            drift.flow.push_back(i == 0 ? 0 : median_flow_px(clip.frames[i - 1], frame));
        }
        return drift;
    });
}

}  // namespace stillwave::motion
