#pragma once

#include <stop_token>
#include <string>
#include <vector>

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

/// Adds photo detail to a clip that goes from photo to photo. `photos` has two or more of one size, the regions that
/// the model saw; each pair of neighbours has the same number of frames, and one frame is shared by two pairs. Each
/// frame takes the pixels of the pair's photo that can be trusted more: the first one's along the motion, or the second
/// one's against it. The frames at a pair's ends are its photos. Otherwise as add_photo_detail().
motion::PhotoDetailResult add_photo_detail_between(const Clip& model_frames, const std::vector<Image>& photos,
                                                   const AnimationSettings& settings, const FindUpscaler& find_upscaler,
                                                   const std::string& device, const ProgressCallback& progress,
                                                   std::stop_token stop);

}  // namespace stillwave
