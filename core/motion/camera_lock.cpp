#include "motion/camera_lock.h"

#include <algorithm>
#include <cmath>
#include <opencv2/calib3d.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "motion/dense_flow.h"
#include "motion/flow_field.h"
#include "motion/opencv_image.h"

namespace stillwave::motion {
namespace {

constexpr int measured_long_side = 640;  // px; flow on larger frames takes longer and is no surer
constexpr int grid_step = 6;             // px between the points that a homography is fitted to
constexpr double inlier_px = 0.5;
constexpr std::size_t fewest_points = 60;
constexpr double least_width_left = 1.0 / 3;

double measured_scale(const Image& frame) {
    return std::min(1.0, static_cast<double>(measured_long_side) / std::max(frame.width, frame.height));
}

cv::Mat1b measured(const Image& frame, double scale) {
    cv::Mat1b reduced;
    cv::resize(luminance(view(frame)), reduced, {}, scale, scale, cv::INTER_AREA);
    return reduced;
}

/// Returns the 3x3 homography from `first` to where its background lies in `frame`; `flow` goes from first to frame.
cv::Mat1d background_motion(const cv::Mat1b& first, const cv::Mat1b& frame, const cv::Mat2f& flow) {
    const cv::Mat1f missed = round_trip_error(flow, dis_flow(frame, first));
    const float tolerance = round_trip_tolerance(first.size());
    std::vector<cv::Point2f> from, to;
    for (int y = grid_step / 2; y < flow.rows; y += grid_step)
        for (int x = grid_step / 2; x < flow.cols; x += grid_step) {
            if (missed(y, x) > tolerance) continue;
            const cv::Point2f here(static_cast<float>(x), static_cast<float>(y));
            from.push_back(here);
            to.push_back(here + cv::Point2f(flow(y, x)));
        }
    cv::Mat1d homography;
    if (from.size() >= fewest_points) homography = cv::findHomography(from, to, cv::USAC_MAGSAC, inlier_px);
    if (homography.empty())
        throw Error(ErrorCode::invalid_argument,
                    "The camera cannot be locked: a frame has too little detail that can be followed from the first "
                    "one. Export without camera lock.");
    return homography;
}

/// The homography of a picture `scale` times as large in each direction.
cv::Mat1d scaled(const cv::Mat1d& homography, double scale) {
    // Pixel centres: x' + 0.5 = scale (x + 0.5).
    const double shift = (scale - 1) / 2;
    const cv::Mat1d enlarge = (cv::Mat1d(3, 3) << scale, 0, shift, 0, scale, shift, 0, 0, 1);
    return enlarge * homography * enlarge.inv();
}

cv::Mat warped(const cv::Mat& picture, const cv::Mat1d& homography, int interpolation) {
    cv::Mat out;
    cv::warpPerspective(picture, out, homography, picture.size(), interpolation | cv::WARP_INVERSE_MAP,
                        cv::BORDER_CONSTANT);
    return out;
}

/// The largest rectangle of the mask's aspect and with even sides inside which the mask is nowhere zero, nearest to the
/// middle.
cv::Rect largest_filled(const cv::Mat1b& filled) {
    cv::Mat1i sums;
    cv::integral(filled / 255, sums, CV_32S);
    const auto is_filled = [&](const cv::Rect& r) {
        const int sum =
            sums(r.y + r.height, r.x + r.width) - sums(r.y, r.x + r.width) - sums(r.y + r.height, r.x) + sums(r.y, r.x);
        return sum == r.area();
    };
    for (int width = filled.cols / 2 * 2; width >= 2; width -= 2) {
        const int height = std::max(2, static_cast<int>(std::lround(0.5 * width * filled.rows / filled.cols)) * 2);
        if (height > filled.rows) continue;
        const int spare_x = filled.cols - width, spare_y = filled.rows - height;
        cv::Rect best;
        double nearest = 1e30;
        for (int y = 0; y <= spare_y; ++y)
            for (int x = 0; x <= spare_x; ++x) {
                const double off = std::hypot(x - spare_x / 2.0, y - spare_y / 2.0);
                const cv::Rect candidate(x, y, width, height);
                if (off >= nearest || !is_filled(candidate)) continue;
                best = candidate;
                nearest = off;
            }
        if (best.width > 0) return best;
    }
    return {};
}

/// The part of the first frame that every frame fills once its camera is locked, px at full size.
cv::Rect common_part(const std::vector<cv::Mat1d>& motions, cv::Size size) {
    cv::Mat1b filled(size, 255);
    const cv::Mat1b whole(size, 255);
    for (const auto& motion : motions) filled &= warped(whole, motion, cv::INTER_NEAREST);
    // A cubic filter reads beyond the pixel that it gives.
    cv::erode(filled, filled, cv::Mat1b(5, 5, 1), {-1, -1}, 1, cv::BORDER_REPLICATE);
    return largest_filled(filled);
}

}  // namespace

Clip lock_camera(const Clip& clip, const ProgressCallback& progress, std::stop_token stop) {
    if (clip.frames.size() < 2) return clip;
    const auto& first = clip.frames.front();
    for (const auto& frame : clip.frames) require_same_size(first, frame, "the frames whose camera is to be locked");
    if (std::min(first.width, first.height) < smallest_flow_side_px)
        throw Error(ErrorCode::invalid_argument, "The frames are too small to lock their camera.");
    return guarded([&] {
        const double scale = measured_scale(first);
        const auto first_small = measured(first, scale);
        std::vector<cv::Mat1d> motions;
        cv::Mat2f flow;
        const auto count = static_cast<int>(clip.frames.size());
        for (int i = 1; i < count; ++i) {
            if (stop.stop_requested()) throw Cancelled();
            const auto small = measured(clip.frames[static_cast<std::size_t>(i)], scale);
            flow = dis_flow(first_small, small, flow);
            motions.push_back(scaled(background_motion(first_small, small, flow), 1 / scale));
            if (progress) progress({Stage::camera_lock, i, count - 1, {}});
        }
        const auto part = common_part(motions, {first.width, first.height});
        if (part.width < least_width_left * first.width)
            throw Error(ErrorCode::invalid_argument,
                        "The camera moves so far that locking it would leave less than a third of the picture. Export "
                        "without camera lock, or fewer frames.");
        Clip locked{{to_image(view(first)(part).clone())}, clip.fps};
        for (int i = 1; i < count; ++i) {
            if (stop.stop_requested()) throw Cancelled();
            const auto index = static_cast<std::size_t>(i);
            const cv::Mat3b frame = warped(view(clip.frames[index]), motions[index - 1], cv::INTER_CUBIC);
            locked.frames.push_back(to_image(frame(part).clone()));
        }
        return locked;
    });
}

}  // namespace stillwave::motion
