#pragma once

#include <filesystem>
#include <string>

#include "media/animation_info.h"

/// The blocks of GIF files that FFmpeg has no call for. Internal to the room.
namespace stillwave::media {

/// Adds a comment at the end of a closed file; `out` is what errors name. Throws Error(output_unwritable).
void append_gif_comment(const std::filesystem::path& out, const std::filesystem::path& file, const std::string& text);

/// Reads size, timing, plays and the comment. Throws Error(clip_unreadable).
AnimationInfo read_gif_info(const std::filesystem::path& path);

}  // namespace stillwave::media
