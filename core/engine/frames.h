#pragma once

#include <ATen/core/Tensor.h>

#include "types/clip.h"
#include "types/image.h"

/// Between pictures and tensors. Internal to the engine.
namespace stillwave {

/// `image` as the model takes it: [1, 3, height, width] float32, 2 (v / 255) - 1 as diffusers computes it.
at::Tensor image_to_pixels(const Image& image);

/// One frame [3, height, width] float32, 0..1, to 8 bits: halves round to even, as NumPy's (x * 255).round().
Image frame_to_image(const at::Tensor& frame);

/// Frames [frames, 3, height, width] float32, 0..1.
Clip frames_to_clip(const at::Tensor& frames, double fps);

/// Throws Error(clip_rejected) if the model gave NaN or infinity.
void check_frames(const at::Tensor& frames);

}  // namespace stillwave
