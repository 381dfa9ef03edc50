#pragma once

#include <filesystem>
#include <string>

namespace stillwave::cli {

/// The paths of the clips that one command writes.
class OutputPaths {
  public:
    /// `output` is the value of -o, or empty; `photo_count` photos make as many clips. Clips that are named after their
    /// photos get `extension`. Before any work is done it throws Error(output_unwritable) for a folder that is missing
    /// or read-only, a file in a folder's place, or a file that is there already (unless `force`), and
    /// Error(invalid_argument) for a kind of clip that cannot be written.
    OutputPaths(const std::filesystem::path& output, std::size_t photo_count, bool force, std::string extension);

    /// The path of `photo`'s clip: the file that -o names, or the photo's name in the folder, numbered where that is
    /// taken.
    std::filesystem::path clip_path(const std::filesystem::path& photo) const;

    /// The folder that the clips go to.
    const std::filesystem::path& folder() const { return folder_; }

  private:
    std::filesystem::path folder_;
    std::filesystem::path file_;  // empty: clips are named after their photos
    bool force_;
    std::string extension_;
};

}  // namespace stillwave::cli
