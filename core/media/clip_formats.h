#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stillwave::media {

/// One kind of file that a clip can be written as.
struct ClipFormat {
    std::string_view key;                              ///< ExportSettings::format
    std::string_view name;                             ///< for messages: "MP4 with H.265"
    std::string_view extension;                        ///< ".mp4"; empty: a folder of pictures
    bool loops = false;                                ///< the file itself says how often it plays
    std::vector<std::string_view> pixel_formats = {};  ///< beside auto; empty: the format leaves no choice

    bool is_sequence() const { return extension.empty(); }
};

/// All formats, also those that this machine cannot write.
std::span<const ClipFormat> clip_formats();

/// The format with this key. Throws Error(invalid_argument) for an unknown one.
const ClipFormat& clip_format(std::string_view key);

/// The keys of the formats that this machine's FFmpeg and libvips have encoders for.
std::vector<std::string> available_formats();

}  // namespace stillwave::media
