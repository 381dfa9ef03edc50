#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace stillwave::media {

/// Reads the texts in a clip of any format that Stillwave writes, in a single frame of a sequence, or in the first
/// frame of a folder. Keys are in lower case; a recipe stands under "comment". The call blocks. Throws
/// Error(clip_unreadable).
///
/// A PNG holds its texts as iTXt chunks, a JPEG and a GIF as their comment, a WebP as the description in its XMP. Exiv2
/// 0.27 does not serve: its JPEG comments and XMP end at 64 KiB, and recipes have any length; it neither writes a GIF
/// nor reads a GIF's comment; it does not see an iTXt "Comment" in a PNG, and FFmpeg refuses the animated PNG that
/// Exiv2 put XMP into. It also does not know the loops and times of animated files, which the same readers give.
std::map<std::string, std::string> read_metadata(const std::filesystem::path& path);

}  // namespace stillwave::media
