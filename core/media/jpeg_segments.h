#pragma once

#include <filesystem>
#include <string>

namespace stillwave::media {

/// Puts a text into a JPEG as its comment, in as many segments as it takes. Internal to the room.
void insert_jpeg_comment(std::string& jpeg, const std::string& text);

/// The comment, or nothing. Throws Error(clip_unreadable).
std::string read_jpeg_comment(const std::filesystem::path& path);

}  // namespace stillwave::media
