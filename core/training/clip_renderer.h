#pragma once

#include <ATen/core/Tensor.h>

#include "training/motion_fields.h"
#include "training/photo_crops.h"

namespace stillwave::training {

struct RenderedClip {
    at::Tensor frames;         ///< [frames, 3, height, width] float32, -1..1; the first is the photo, bit for bit
    at::Tensor forward_flow;   ///< [frames, 2, height, width] px: pixel p of the photo is at p + flow(p) in the frame
    at::Tensor backward_flow;  ///< [frames, 2, height, width] px: pixel p of the frame is the photo's at p + flow(p)
};

/// Renders a clip whose true motion is known from one photo. The fields of the moves say where each frame's pixels come
/// from, and the photo is sampled there by grid_sample. The way forward is the inverse field, by fixed-point steps,
/// which converge where a field stretches by less than one. What comes in from outside is the photo's own surroundings,
/// and beyond the photo's edge its mirror image. The same arguments give the same clip, bit for bit. `amplitude`: see
/// backward_flow().
RenderedClip render_clip(const PhotoCrop& crop, std::int64_t num_frames, const ClipMotion& motion, double amplitude);

}  // namespace stillwave::training
