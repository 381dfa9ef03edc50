#pragma once

#include <filesystem>
#include <string>

namespace stillwave::cli {

/// Where the clips of one command go.
class OutputPaths {
  public:
    /// `output` is what -o says, or empty; `photo_count` photos make as many clips. Throws Error(output_unwritable)
    /// before any work is done: a folder that is missing or read-only, a file in a folder's place, a file that is
    /// there already unless `force`; Error(invalid_argument) for a kind of clip that cannot be written.
    /// Clips that are named after their photos get `extension`.
    OutputPaths(const std::filesystem::path& output, std::size_t photo_count, bool force, std::string extension);

    /// The clip of `photo`: -o itself, or the photo's name in the folder, numbered where that is taken.
    std::filesystem::path clip_path(const std::filesystem::path& photo) const;

    /// Where the clips lie, as far as is known before they are written.
    const std::filesystem::path& folder() const { return folder_; }

  private:
    std::filesystem::path folder_;
    std::filesystem::path file_;  // empty: named after the photos
    bool force_;
    std::string extension_;
};

}  // namespace stillwave::cli
