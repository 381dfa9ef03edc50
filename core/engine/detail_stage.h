#pragma once

#include <stop_token>
#include <string>

#include "exporting/upscaled_image.h"
#include "motion/photo_detail.h"
#include "types/settings_fields.h"

/// The step from the model's frames to those with the photo's own pixels. Internal to the engine.
namespace stillwave {

/// Adds photo detail. `photo` is the region that the model saw, at full resolution. The settings say how large the
/// frames become and what stands where the photo cannot follow the motion; a network for that runs on `device`. The
/// result holds the confidence maps. Throws as motion::photo_detail and the upscaler do.
/// `told_motion`: see motion::PhotoDetailOptions.
motion::PhotoDetailResult add_photo_detail(const Clip& model_frames, const Image& photo,
                                           std::vector<motion::Flow> told_motion, const AnimationSettings& settings,
                                           const FindUpscaler& find_upscaler, const std::string& device,
                                           const ProgressCallback& progress, std::stop_token stop);

}  // namespace stillwave
