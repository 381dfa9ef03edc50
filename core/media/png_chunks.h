#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "media/animation_info.h"

/// The chunks of PNG files that their encoders have no call for. Internal to the room.
namespace stillwave::media {

/// The texts as iTXt chunks, which hold UTF-8.
std::string png_text_chunks(const std::map<std::string, std::string>& texts);

/// Puts the texts before the end of a complete PNG picture.
void append_png_texts(std::string& png, const std::map<std::string, std::string>& texts);

/// The same in a closed file; `out` is what errors name. Throws Error(output_unwritable).
void append_png_texts(const std::filesystem::path& out, const std::filesystem::path& file,
                      const std::map<std::string, std::string>& texts);

/// Reads a still or animated PNG's header, texts and timing. Throws Error(clip_unreadable).
AnimationInfo read_png_info(const std::filesystem::path& path);

}  // namespace stillwave::media
