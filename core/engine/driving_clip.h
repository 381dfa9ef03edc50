#pragma once

#include <filesystem>

#include "types/clip.h"

namespace stillwave {

/// The most frames that a driving clip gives, as many as a clip of the model can have. Internal to the engine.
inline constexpr std::size_t most_driving_frames = 250;

/// Reads the clip whose motion a photo takes over: a clip's file, a folder of frames, or a take's folder, of which the
/// model's frames are read. Of a longer clip the first frames count, which a warning says. fps is 0 where the clip does
/// not tell it. An empty path gives a clip without frames. Blocks. Throws Error(clip_unreadable), and
/// Error(invalid_argument) for a clip of one frame.
Clip read_driving_clip(const std::filesystem::path& path);

}  // namespace stillwave
