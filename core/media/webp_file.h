#pragma once

#include <filesystem>
#include <string>

#include "media/animation_info.h"
#include "types/clip.h"

/// WebP files by Google's own library, which knows animation. Internal to the room.
namespace stillwave::media {

/// A WebP file with an XMP packet added. Throws Error(internal).
std::string with_xmp(const std::string& webp, const std::string& packet);

/// Whether the file is a WebP picture, still or animated.
bool is_webp(const std::filesystem::path& path);

/// Throws Error(clip_unreadable), here and below.
AnimationInfo read_webp_info(const std::filesystem::path& path);

/// All frames; at most `max_bytes` of them. Transparency is not looked at.
Clip read_webp_clip(const std::filesystem::path& path, std::uint64_t max_bytes);

}  // namespace stillwave::media
