#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include "types/training_settings.h"

namespace stillwave::training {

/// A clip's first frame, and as much of the photo around it as a move may bring into view.
struct PhotoCrop {
    at::Tensor surroundings;         ///< [3, height + more, width + more] float32, -1..1
    std::int64_t left = 0, top = 0;  ///< px: where the first frame lies in them
    std::int64_t width = 0, height = 0;

    at::Tensor first_frame() const;  ///< [3, height, width]
};

/// A random crop of `photo` (uint8 [3, height, width]) at the run's size: its place, its scale from crop_scale_min to
/// the largest crop, mirrored or not, with other brightness, contrast and saturation.
PhotoCrop draw_crop(const at::Tensor& photo, const TrainingSettings& settings, const at::Generator& generator);

/// The largest crop in the photo's middle, as it is.
PhotoCrop middle_crop(const at::Tensor& photo, std::int64_t width, std::int64_t height);

}  // namespace stillwave::training
