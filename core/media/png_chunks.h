#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "media/animation_info.h"

/// The texts of still and animated PNG files, which FFmpeg's muxer does not write, and their loops and times, which its
/// demuxer does not report. Internal to the room.
namespace stillwave::media {

/// Puts the texts into the complete PNG file `png`, before its end, as iTXt chunks, which hold UTF-8 of any length.
void append_png_texts(std::string& png, const std::map<std::string, std::string>& texts);

/// Puts the texts into the closed PNG `file` in the same way. Errors name the file `out`. Throws
/// Error(output_unwritable).
void append_png_texts(const std::filesystem::path& out, const std::filesystem::path& file,
                      const std::map<std::string, std::string>& texts);

/// Reads a still or animated PNG's header, texts and timing. Throws Error(clip_unreadable).
AnimationInfo read_png_info(const std::filesystem::path& path);

}  // namespace stillwave::media
