#pragma once

#include <filesystem>
#include <string>

#include "media/animation_info.h"

/// The comments of GIF files, which FFmpeg's muxer does not write, and their loops and times, which its demuxer does
/// not report. Internal to the room.
namespace stillwave::media {

/// Adds a comment of any length at the end of the closed GIF `file`. Errors name the file `out`. Throws
/// Error(output_unwritable).
void append_gif_comment(const std::filesystem::path& out, const std::filesystem::path& file, const std::string& text);

/// Reads a GIF's size, times, plays and comment without decoding it. Throws Error(clip_unreadable).
AnimationInfo read_gif_info(const std::filesystem::path& path);

}  // namespace stillwave::media
