#include "motion/motion_scores.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "motion/dense_flow.h"
#include "motion/flow_field.h"
#include "motion/opencv_image.h"

namespace stillwave::motion {
namespace {

constexpr double equal_pictures_db = 100.0;

/// A frame reduced for the flicker score.
struct SteadyView {
    cv::Mat1b sharp;  ///< luminance, on which flow is measured
    cv::Mat1f local;  ///< blurred luminance, levels
};

SteadyView steady_view(const Image& frame) {
    constexpr double long_side_px = 512.0;
    const cv::Mat1b grey = luminance(view(frame));
    SteadyView result{grey, {}};
    const double scale = long_side_px / std::max(grey.cols, grey.rows);
    if (scale < 1.0) {
        cv::resize(grey, result.sharp, {}, scale, scale, cv::INTER_AREA);
    }
    result.sharp.convertTo(result.local, CV_32F);
    cv::GaussianBlur(result.local, result.local, {}, result.local.cols / 128.0);
    return result;
}

/// Warps `neighbour` onto the grid of `frame`, and lowers `trusted` where the flow does not return.
cv::Mat1f bring_onto(const SteadyView& frame, const SteadyView& neighbour, cv::Mat1f& trusted) {
    const cv::Mat2f there = edge_keeping_smooth(dis_flow(frame.sharp, neighbour.sharp));
    const cv::Mat2f back = edge_keeping_smooth(dis_flow(neighbour.sharp, frame.sharp));
    const float tolerance = round_trip_tolerance(there.size());
    trusted = trusted.mul(falling_step(round_trip_error(there, back), 0.5F * tolerance, 1.5F * tolerance));
    return warp(neighbour.local, there);
}

double jump(const SteadyView& before, const SteadyView& frame, const SteadyView& after) {
    cv::Mat1f trusted(frame.local.size(), 1.0F);
    const cv::Mat1f course =
        0.5 * (bring_onto(frame, before, trusted) + bring_onto(frame, after, trusted)) - frame.local;
    const double weight = cv::sum(trusted)[0];
    return weight > 0.0 ? cv::sum(cv::abs(course).mul(trusted))[0] / weight : 0.0;
}

}  // namespace

double median_flow_px(const Image& first, const Image& last) {
    constexpr float least_confidence = 0.5F;
    const TwoWayFlow flow = two_way_flow(first, last);
    std::vector<float> lengths(flow.forward_confidence.size());
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        const bool followed = flow.forward_confidence[i] >= least_confidence;
        lengths[i] = followed ? std::hypot(flow.forward.xy[2 * i], flow.forward.xy[2 * i + 1]) : 0.0F;
    }
    const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
    std::nth_element(lengths.begin(), middle, lengths.end());
    return *middle;
}

double sharpness(const Image& image) {
    require_same_size(image, image, "the pictures to score");
    return guarded([&] {
        cv::Mat1f laplacian;
        cv::Laplacian(luminance(view(image)), laplacian, CV_32F);
        cv::Scalar mean;
        cv::Scalar deviation;
        cv::meanStdDev(laplacian, mean, deviation);
        return deviation[0] * deviation[0];
    });
}

double flicker_score(const Clip& clip) {
    const std::size_t count = clip.frames.size();
    if (count < 3) {
        return 0.0;
    }
    for (const Image& frame : clip.frames) {
        require_same_size(clip.frames.front(), frame, "a clip's frames");
    }
    if (std::min(clip.frames.front().width, clip.frames.front().height) < smallest_flow_side_px) {
        throw Error(ErrorCode::invalid_argument,
                    "The clip's frames are too small to score flicker; each side needs at "
                    "least " +
                        std::to_string(smallest_flow_side_px) + " px.");
    }
    return guarded([&] {
        SteadyView before = steady_view(clip.frames[0]);
        SteadyView frame = steady_view(clip.frames[1]);
        double total = 0.0;
        for (std::size_t t = 2; t < count; ++t) {
            SteadyView after = steady_view(clip.frames[t]);
            total += jump(before, frame, after);
            before = std::move(frame);
            frame = std::move(after);
        }
        return total / static_cast<double>(count - 2);
    });
}

double psnr_db(const Image& image, const Image& reference) {
    require_same_size(image, reference, "the two pictures to compare");
    return guarded([&] {
        const double squares = cv::norm(view(image), view(reference), cv::NORM_L2SQR);
        if (squares == 0.0) {
            return equal_pictures_db;
        }
        const double mean = squares / static_cast<double>(image.size_bytes());
        return std::min(equal_pictures_db, 10.0 * std::log10(255.0 * 255.0 / mean));
    });
}

}  // namespace stillwave::motion
