#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace stillwave::media {

/// Reads the texts in a clip of any format that Stillwave writes, in a single frame of a sequence, or in the first
/// frame of a folder. Keys are in lower case; a recipe stands under "comment". Blocks. Throws Error(clip_unreadable).
///
/// A PNG holds them as iTXt chunks, a JPEG and a GIF as their comment, a WebP as the description in its XMP. Exiv2 0.27
/// would not do for them: it writes a JPEG comment or XMP of 64 KiB at most, and recipes have any length; it writes no
/// GIF and reads no comment from one; it sees no iTXt "Comment" in a PNG, and FFmpeg refuses the animated PNG that it
/// put XMP into. Loops and times of animated files, which the same readers give, it does not know at all.
std::map<std::string, std::string> read_metadata(const std::filesystem::path& path);

}  // namespace stillwave::media
