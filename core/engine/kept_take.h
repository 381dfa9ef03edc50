#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <string>
#include <vector>

#include "types/animation_settings.h"
#include "types/image.h"

/// The parts of a take's folder that another clip goes on from. Internal to the engine.
namespace stillwave {

struct KeptTake {
    std::filesystem::path folder;
    at::Tensor latents;         ///< [frames, channels, h, w] float32
    std::vector<Image> frames;  ///< the model's

    int last() const { return static_cast<int>(frames.size()) - 1; }
    /// The take's frames with photo detail; empty where it has none.
    std::vector<Image> detailed() const;
    /// A text that differs where the frames from `first` to `last` do.
    std::string fingerprint(int first, int last) const;
};

/// Reads a take and checks that a clip of this photo, model and size can go on from it. Throws as read_earlier_take().
KeptTake read_kept_take(const std::filesystem::path& folder, const Image& photo, const AnimationSettings& settings,
                        const std::string& model_hash);

}  // namespace stillwave
