#pragma once

#include <filesystem>
#include <string>

#include "media/animation_info.h"
#include "types/clip.h"

/// WebP files read by libwebp, because FFmpeg 5.1 decodes no animated ones. Internal to the room.
namespace stillwave::media {

/// Returns the bytes of a WebP file with an XMP packet added to them. Throws Error(internal).
std::string with_xmp(const std::string& webp, const std::string& packet);

/// Whether the file is a WebP picture, still or animated.
bool is_webp(const std::filesystem::path& path);

/// Reads a WebP's size, times, plays and comment without decoding it. Throws Error(clip_unreadable).
AnimationInfo read_webp_info(const std::filesystem::path& path);

/// Decodes all frames of a WebP. Transparency is ignored. Throws Error(clip_unreadable), also where the frames need
/// more than `max_bytes`.
Clip read_webp_clip(const std::filesystem::path& path, std::uint64_t max_bytes);

}  // namespace stillwave::media
