#pragma once

#include <ATen/core/Tensor.h>

#include "types/clip.h"
#include "types/image.h"

/// Conversions between images and tensors. Internal to the engine.
namespace stillwave {

/// Returns `image` as the model takes it: [1, 3, height, width] float32, 2 (v / 255) - 1 as diffusers computes it.
at::Tensor image_to_pixels(const Image& image);

/// Converts one frame [3, height, width] float32, 0..1, to 8 bits. Halves round to even, as in NumPy's (x *
/// 255).round().
Image frame_to_image(const at::Tensor& frame);

/// Makes a clip of frames [frames, 3, height, width] float32, 0..1.
Clip frames_to_clip(const at::Tensor& frames, double fps);

/// Throws Error(clip_rejected) if a value of `frames` is NaN or infinite.
void check_frames(const at::Tensor& frames);

}  // namespace stillwave
