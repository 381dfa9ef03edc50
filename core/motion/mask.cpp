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

}  // namespace stillwave::motion
