#include "motion/motion_transplant.h"

#include <opencv2/imgproc.hpp>

#include "motion/motion_tracker.h"
#include "motion/opencv_image.h"
#include "motion/photo_warper.h"

namespace stillwave::motion {
namespace {

cv::Mat3b moved(const cv::Mat3b& photo, const cv::Mat2f& to_first) {
    const PhotoWarper warper(photo, to_first);
    cv::Mat3b result(photo.size());
    cv::parallel_for_(cv::Range(0, result.rows), [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y) warper.row(y).copyTo(result.row(y));
    });
    return result;
}

}  // namespace

void transplant_motion(const Clip& driving, const Image& photo, int long_side,
                       const std::function<void(Image frame)>& sink, const ProgressCallback& progress,
                       std::stop_token stop) {
    require_fitting_photo(driving, photo, long_side);
    guarded([&] {
        const auto& frames = driving.frames;
        const cv::Mat3b first = view(frames.front());
        const cv::Mat3b large = working_photo(view(photo), long_side);
        const cv::Rect even(0, 0, large.cols & ~1, large.rows & ~1);
        int finished = 0;
        const auto finish = [&](const cv::Mat3b& picture) {
            sink(to_image(picture(even)));
            if (progress) progress({Stage::photo_detail, ++finished, static_cast<int>(frames.size()), {}});
        };
        // The tracker runs one frame ahead, because a frame's motion is steadied by both its neighbours.
        MotionTracker tracker(first, first);
        FrameMotion before;
        FrameMotion current{cv::Mat2f::zeros(first.size()), cv::Mat1f::ones(first.size())};
        finish(large);
        for (std::size_t t = 0; t < frames.size(); ++t) {
            if (stop.stop_requested()) throw Cancelled();
            const bool last = t + 1 == frames.size();
            FrameMotion after = last ? FrameMotion{} : tracker.follow(view(frames[t + 1]));
            if (t > 0) finish(moved(large, (last ? current : steadied(before, current, after)).to_first));
            before = std::move(current);
            current = std::move(after);
        }
    });
}

}  // namespace stillwave::motion
