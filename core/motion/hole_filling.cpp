#include "motion/hole_filling.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace stillwave::motion {
namespace {

/// Returns `picture` times `weight`, channel by channel.
cv::Mat3f weighted(const cv::Mat3f& picture, const cv::Mat1f& weight) {
    cv::Mat3f three, product;
    cv::merge(std::vector<cv::Mat>(3, weight), three);
    cv::multiply(picture, three, product);
    return product;
}

/// Returns the mean of the known pixels, with the weight that a fill of it has. A pixel of a coarser grid counts fully
/// as soon as the finer one has a whole pixel's weight below it.
cv::Mat3f filled(const cv::Mat3f& picture, const cv::Mat1f& weight) {
    if (picture.rows <= 1 && picture.cols <= 1) return picture;
    const cv::Size half((picture.cols + 1) / 2, (picture.rows + 1) / 2);
    cv::Mat1f sum;
    cv::Mat3f coarse;
    cv::resize(weight, sum, half, 0, 0, cv::INTER_AREA);
    cv::resize(weighted(picture, weight), coarse, half, 0, 0, cv::INTER_AREA);
    const cv::Mat1f inverse = 1 / cv::max(sum, 1e-12F);
    coarse = filled(weighted(coarse, inverse), cv::min(4 * sum, 1.0F));

    cv::Mat3f around;
    cv::resize(coarse, around, picture.size(), 0, 0, cv::INTER_LINEAR);
    return weighted(picture, weight) + weighted(around, 1 - weight);
}

}  // namespace

cv::Mat3f fill_holes(const cv::Mat3f& picture, const cv::Mat1f& weight) {
    if (cv::countNonZero(weight) == 0) return picture.clone();
    cv::Mat3f result = filled(picture, weight);
    picture.copyTo(result, weight > 0);
    return result;
}

}  // namespace stillwave::motion
