#pragma once

#include <new>
#include <opencv2/core.hpp>
#include <string>
#include <string_view>

#include "types/error.h"
#include "types/image.h"

namespace stillwave::motion {

/// Returns a matrix (RGB order) that refers to the image's own pixels. Callers never write to it and keep the image
/// alive.
cv::Mat3b view(const Image& image);

/// Copies the matrix into an image.
Image to_image(const cv::Mat3b& rgb);

/// Returns the luminance, 8 bits.
cv::Mat1b luminance(const cv::Mat3b& rgb);

/// Throws Error(invalid_argument) where the two images differ in size or one is empty; the message calls them `what`.
void require_same_size(const Image& first, const Image& second, std::string_view what);

/// Runs `work` and maps OpenCV's exceptions and std::bad_alloc to Error(out_of_memory) or Error(internal). Every public
/// function of the room runs inside it.
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
