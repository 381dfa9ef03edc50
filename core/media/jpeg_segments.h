#pragma once

#include <filesystem>
#include <string>

namespace stillwave::media {

/// Puts a text into a JPEG as its comment. A segment holds 65,533 bytes; a longer text takes several segments. Internal
/// to the room.
void insert_jpeg_comment(std::string& jpeg, const std::string& text);

/// Returns the texts of all comment segments, joined; empty where the JPEG has none. Throws Error(clip_unreadable).
std::string read_jpeg_comment(const std::filesystem::path& path);

}  // namespace stillwave::media
