#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stillwave::media {

/// A kind of file that a clip can be written as.
struct ClipFormat {
    std::string_view key;        ///< ExportSettings::format
    std::string_view name;       ///< for messages: "MP4 with H.265"
    std::string_view extension;  ///< ".mp4"; empty for a folder of picture files
    bool loops = false;          ///< whether the file itself says how often it plays
    /// The choices beside auto; empty where the format leaves no choice.
    std::vector<std::string_view> pixel_formats = {};

    bool is_sequence() const { return extension.empty(); }
};

/// Returns all formats, also those that this machine cannot write.
std::span<const ClipFormat> clip_formats();

/// Returns the format with this key. Throws Error(invalid_argument) for an unknown key.
const ClipFormat& clip_format(std::string_view key);

/// Returns the keys of the formats that this machine can write, because its FFmpeg and libvips have the encoders.
std::vector<std::string> available_formats();

}  // namespace stillwave::media
