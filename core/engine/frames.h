#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "motion/dense_flow.h"
#include "svd/config.h"
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

/// Returns the motion of each frame back to the first one, as latents [frames, channels, h, w] of such a model tell it
/// (svd::PipelineConfig), at the frames' size: smooth between the latents' places, and going on in a straight line
/// beyond their outermost ones.
std::vector<motion::Flow> told_motion(const at::Tensor& latents, const svd::PipelineConfig& config);

/// Throws Error(clip_rejected) if a value of `frames` is NaN or infinite.
void check_frames(const at::Tensor& frames);

}  // namespace stillwave
