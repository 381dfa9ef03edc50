#pragma once

#include <filesystem>
#include <string>

namespace stillwave::media {

/// Replaces the last bytes of a closed file, which must be `expected`, by `replacement`. Errors name the file `out`.
/// Throws Error(output_unwritable). Internal to the room.
void replace_file_tail(const std::filesystem::path& out, const std::filesystem::path& file, const std::string& expected,
                       const std::string& replacement);

}  // namespace stillwave::media
