#include "motion/dense_flow.h"

#include <algorithm>
#include <cstring>

#include "motion/flow_field.h"
#include "motion/opencv_image.h"

namespace stillwave::motion {
namespace {

void require_measurable(const Image& first, const Image& second) {
    require_same_size(first, second, "the two pictures to measure flow between");
    if (std::min(first.width, first.height) < smallest_flow_side_px) {
        throw Error(ErrorCode::invalid_argument, "A picture of " + std::to_string(first.width) + "x" +
                                                     std::to_string(first.height) +
                                                     " is too small to measure flow on; each side needs at least " +
                                                     std::to_string(smallest_flow_side_px) + " px.");
    }
}

Flow to_flow(const cv::Mat2f& field) {
    Flow flow{field.cols, field.rows, std::vector<float>(field.total() * 2)};
    field.copyTo(cv::Mat2f(field.rows, field.cols, reinterpret_cast<cv::Vec2f*>(flow.xy.data())));
    return flow;
}

std::vector<float> confidence(const cv::Mat2f& there, const cv::Mat2f& back) {
    const float tolerance = round_trip_tolerance(there.size());
    const cv::Mat1f trusted = falling_step(round_trip_error(there, back), 0.5F * tolerance, 1.5F * tolerance);
    return std::vector<float>(trusted.begin(), trusted.end());
}

}  // namespace

Flow dense_flow(const Image& first, const Image& second) {
    require_measurable(first, second);
    return guarded(
        [&] { return to_flow(edge_keeping_smooth(dis_flow(luminance(view(first)), luminance(view(second))))); });
}

TwoWayFlow two_way_flow(const Image& first, const Image& second) {
    require_measurable(first, second);
    return guarded([&] {
        const cv::Mat1b from = luminance(view(first));
        const cv::Mat1b to = luminance(view(second));
        const cv::Mat2f forward = edge_keeping_smooth(dis_flow(from, to));
        const cv::Mat2f backward = edge_keeping_smooth(dis_flow(to, from));
        return TwoWayFlow{to_flow(forward), to_flow(backward), confidence(forward, backward),
                          confidence(backward, forward)};
    });
}

}  // namespace stillwave::motion
