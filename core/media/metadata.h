#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace stillwave::media {

/// The texts in a clip of any format that Stillwave writes, a single frame of a sequence, or a folder of frames (those
/// of its first): keys in lower case, a recipe under "comment". Blocks. Throws Error(clip_unreadable).
std::map<std::string, std::string> read_metadata(const std::filesystem::path& path);

}  // namespace stillwave::media
