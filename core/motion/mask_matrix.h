#pragma once

#include "motion/mask.h"
#include "motion/opencv_image.h"

/// Masks as OpenCV's matrices. Internal to the room.
namespace stillwave::motion {

/// Returns a matrix that refers to the mask's own values. Callers never write to it and keep the mask alive.
cv::Mat1b view(const Mask& mask);

/// Copies the matrix into a mask.
Mask to_mask(const cv::Mat1b& values);

}  // namespace stillwave::motion
