#include "motion/opencv_image.h"

#include <opencv2/imgproc.hpp>

namespace stillwave::motion {

cv::Mat3b view(const Image& image) {
    // cv::Mat has no read-only form, but nothing in this room writes to a view.
    return cv::Mat3b(image.height, image.width, reinterpret_cast<cv::Vec3b*>(const_cast<std::uint8_t*>(image.data())));
}

Image to_image(const cv::Mat3b& rgb) {
    std::vector<std::uint8_t> pixels(rgb.total() * Image::channels);
    rgb.copyTo(cv::Mat3b(rgb.rows, rgb.cols, reinterpret_cast<cv::Vec3b*>(pixels.data())));
    return Image(rgb.cols, rgb.rows, std::move(pixels));
}

cv::Mat1b luminance(const cv::Mat3b& rgb) {
    cv::Mat1b grey;
    cv::cvtColor(rgb, grey, cv::COLOR_RGB2GRAY);
    return grey;
}

void require_same_size(const Image& first, const Image& second, std::string_view what) {
    if (first.empty() || second.empty()) {
        throw Error(ErrorCode::invalid_argument, "One of " + std::string(what) + " is empty; pass two pictures.");
    }
    if (first.width != second.width || first.height != second.height) {
        const auto size = [](const Image& image) {
            return std::to_string(image.width) + "x" + std::to_string(image.height);
        };
        throw Error(ErrorCode::invalid_argument, "The sizes of " + std::string(what) + " differ (" + size(first) +
                                                     " and " + size(second) + "); pass pictures of one size.");
    }
}

}  // namespace stillwave::motion
