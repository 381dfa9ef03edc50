#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <string>
#include <vector>

#include "engine/picture.h"
#include "types/animation_settings.h"
#include "types/image.h"

/// The parts of a take's folder that another clip goes on from. Internal to the engine.
namespace stillwave {

struct KeptTake {
    std::filesystem::path folder;
    at::Tensor latents;         ///< [frames, channels, h, w] float32
    std::vector<Image> frames;  ///< the model's
    /// Whether the model alone moved the photo in all frames. The latents of a take that was directed, or that went on
    /// from another one, tell other motion, or motion from other frames than the first.
    bool tells_motion = false;

    int last() const { return static_cast<int>(frames.size()) - 1; }
    /// The take's frames with photo detail; empty where it has none.
    std::vector<Image> detailed() const;
    /// A text that differs where the frames from `first` to `last` do.
    std::string fingerprint(int first, int last) const;
};

/// Reads a take and checks that a clip of this photo, model and size can go on from it, which shows `picture` of the
/// photo. Throws as read_earlier_take().
KeptTake read_kept_take(const std::filesystem::path& folder, const Image& photo, const Picture& picture,
                        const AnimationSettings& settings, const std::string& model_hash);

}  // namespace stillwave
