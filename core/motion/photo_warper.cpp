#include "motion/photo_warper.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string>

#include "motion/dense_flow.h"
#include "motion/opencv_image.h"

namespace stillwave::motion {
namespace {

std::string size_text(int width, int height) {
    return std::to_string(width) + "x" + std::to_string(height);
}

}  // namespace

void require_fitting_photo(const Clip& clip, const Image& photo, int long_side) {
    if (clip.frames.empty()) {
        throw Error(ErrorCode::invalid_argument, "There are no frames to give photo detail to; pass at least one.");
    }
    const Image& first = clip.frames.front();
    for (const Image& frame : clip.frames) {
        require_same_size(first, frame, "the model's frames");
    }
    if (std::min(first.width, first.height) < smallest_flow_side_px) {
        throw Error(ErrorCode::invalid_argument, "The model's frames of " + size_text(first.width, first.height) +
                                                     " are too small for photo detail; each side needs at least " +
                                                     std::to_string(smallest_flow_side_px) + " px.");
    }
    if (photo.empty() || std::min(photo.width, photo.height) < 2) {
        throw Error(ErrorCode::invalid_argument, "The photo for photo detail is empty; pass the region the model saw.");
    }
    if (long_side < smallest_flow_side_px) {
        throw Error(ErrorCode::invalid_argument, "A long side of " + std::to_string(long_side) +
                                                     " px is too small for photo detail; ask for at least " +
                                                     std::to_string(smallest_flow_side_px) + " px.");
    }
    const double stretch = static_cast<double>(photo.width) * first.height / photo.height / first.width;
    const double rounding = 0.01 + 1.0 / std::min(photo.width, photo.height);
    if (std::abs(stretch - 1.0) > rounding) {
        throw Error(ErrorCode::invalid_argument, "The photo region of " + size_text(photo.width, photo.height) +
                                                     " has another shape than the model's frames of " +
                                                     size_text(first.width, first.height) +
                                                     "; pass the region that the model saw.");
    }
}

cv::Mat3b working_photo(const cv::Mat3b& photo, int long_side) {
    const int longest = std::max(photo.cols, photo.rows);
    if (longest <= long_side) {
        return photo;
    }
    const double scale = static_cast<double>(long_side) / longest;
    const auto even = [scale](int side) { return std::max(2, 2 * static_cast<int>(std::lround(side * scale / 2.0))); };
    cv::Mat3b reduced;
    cv::resize(photo, reduced, {std::min(even(photo.cols), long_side & ~1), std::min(even(photo.rows), long_side & ~1)},
               0, 0, cv::INTER_AREA);
    return reduced;
}

PhotoWarper::PhotoWarper(const cv::Mat3b& photo, const cv::Mat2f& to_first)
    : photo_(photo), grid_(to_first.size()), flow_(to_first, photo.size(), true) {}

cv::Mat3b PhotoWarper::row(int y) const {
    const float scale_x = static_cast<float>(photo_.cols) / static_cast<float>(grid_.width);
    const float scale_y = static_cast<float>(photo_.rows) / static_cast<float>(grid_.height);
    const cv::Mat2f flow = flow_.row(y);
    cv::Mat2f places(flow.size());
    for (int x = 0; x < places.cols; ++x) {
        const cv::Vec2f& way = flow(0, x);
        places(0, x) = {static_cast<float>(x) + scale_x * way[0], static_cast<float>(y) + scale_y * way[1]};
    }
    cv::Mat3b moved;
    cv::remap(photo_, moved, places, cv::noArray(), cv::INTER_LANCZOS4, cv::BORDER_REFLECT_101);
    return moved;
}

}  // namespace stillwave::motion
