#include "motion/mask.h"

#include <opencv2/imgproc.hpp>
#include <string>

#include "motion/mask_matrix.h"

namespace stillwave::motion {

cv::Mat1b view(const Mask& mask) {
    // cv::Mat has no read-only form, but nothing in this room writes to a view.
    return cv::Mat1b(mask.height, mask.width, const_cast<std::uint8_t*>(mask.values.data()));
}

Mask to_mask(const cv::Mat1b& values) {
    Mask mask{values.cols, values.rows, std::vector<std::uint8_t>(values.total())};
    values.copyTo(cv::Mat1b(values.rows, values.cols, mask.values.data()));
    return mask;
}

Mask resized(const Mask& mask, int width, int height) {
    return guarded([&] {
        if (mask.empty() || width < 1 || height < 1)
            throw Error(ErrorCode::invalid_argument, "A mask of " + std::to_string(mask.width) + "x" +
                                                         std::to_string(mask.height) + " px cannot become " +
                                                         std::to_string(width) + "x" + std::to_string(height) + " px.");
        cv::Mat1b result;
        cv::resize(view(mask), result, {width, height}, 0, 0, cv::INTER_AREA);
        return to_mask(result);
    });
}

Mask polygon_mask(const std::vector<std::pair<double, double>>& corners, int width, int height) {
    return guarded([&] {
        if (corners.size() < 3 || width < 1 || height < 1)
            throw Error(ErrorCode::invalid_argument, "A polygon of " + std::to_string(corners.size()) +
                                                         " corners has no inside on a picture of " +
                                                         std::to_string(width) + "x" + std::to_string(height) + " px.");
        // OpenCV also fills the pixels that the outline touches. On a finer grid that widens the polygon by little.
        constexpr int finer = 4, fraction_bits = 4;
        // Fixed-point coordinates count from the middle of the first pixel.
        const auto fixed = [](double place) { return cvRound((place * finer - 0.5) * (1 << fraction_bits)); };
        std::vector<cv::Point> points;
        for (const auto& [x, y] : corners) points.emplace_back(fixed(x), fixed(y));
        cv::Mat1b fine(height * finer, width * finer, std::uint8_t{0}), inside;
        cv::fillPoly(fine, std::vector<std::vector<cv::Point>>{points}, 255, cv::LINE_8, fraction_bits);
        cv::resize(fine, inside, {width, height}, 0, 0, cv::INTER_AREA);
        return to_mask(inside);
    });
}

Mask mask_of_picture(const Image& picture) {
    if (picture.empty()) throw Error(ErrorCode::invalid_argument, "A mask's picture is empty.");
    return guarded([&] { return to_mask(luminance(view(picture))); });
}

Mask with_soft_edge(const Mask& mask, double edge_px) {
    if (edge_px <= 0) return mask;
    return guarded([&] {
        const cv::Mat1b inside = view(mask);
        cv::Mat1f away;
        cv::distanceTransform(inside < 255, away, cv::DIST_L2, cv::DIST_MASK_PRECISE);
        cv::Mat1b soft;
        cv::Mat1f(1 - away / (edge_px + 1)).convertTo(soft, CV_8U, 255);
        return to_mask(cv::max(soft, inside));
    });
}

Image laid_over(const Image& below, const Image& above, const Mask& mask) {
    require_same_size(below, above, "the pictures to lay over each other");
    if (mask.width != below.width || mask.height != below.height)
        throw Error(ErrorCode::invalid_argument, "A mask of another size cannot lay pictures over each other.");
    return guarded([&] {
        const cv::Mat3b under = view(below), over = view(above);
        const cv::Mat1b share = view(mask);
        cv::Mat3b result(under.size());
        for (int y = 0; y < result.rows; ++y)
            for (int x = 0; x < result.cols; ++x)
                for (int c = 0; c < 3; ++c) {
                    const int part = share(y, x);
                    result(y, x)[c] =
                        static_cast<std::uint8_t>((over(y, x)[c] * part + under(y, x)[c] * (255 - part) + 127) / 255);
                }
        return to_image(result);
    });
}

}  // namespace stillwave::motion
