#pragma once

#include <new>
#include <opencv2/core.hpp>
#include <string>
#include <string_view>

#include "types/error.h"
#include "types/image.h"

namespace stillwave::motion {

/// The image's own pixels as a matrix (RGB order): read it, never write to it, and keep the image alive meanwhile.
cv::Mat3b view(const Image& image);

Image to_image(const cv::Mat3b& rgb);

/// Luminance, 8 bits.
cv::Mat1b luminance(const cv::Mat3b& rgb);

/// Throws Error(invalid_argument) where the two differ in size or one is empty. `what` names them in the sentence.
void require_same_size(const Image& first, const Image& second, std::string_view what);

/// Runs `work` and turns what OpenCV throws into an Error, for OpenCV ends at this room.
template <typename Work>
auto guarded(Work&& work) {
    try {
        return work();
    } catch (const cv::Exception& e) {
        if (e.code == cv::Error::StsNoMem) {
            throw Error(ErrorCode::out_of_memory, "Not enough memory to measure motion; choose a smaller size.",
                        e.what());
        }
        throw Error(ErrorCode::internal, "Measuring motion failed inside OpenCV; please report this.", e.what());
    } catch (const std::bad_alloc& e) {
        throw Error(ErrorCode::out_of_memory, "Not enough memory to measure motion; choose a smaller size.", e.what());
    }
}

}  // namespace stillwave::motion
