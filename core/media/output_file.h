#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "types/error.h"

namespace stillwave::media {

/// A file that stands under its name only once it is complete: it is written under a hidden name in the same folder,
/// and renamed by `commit`. Whatever stood under the name stays until then.
class OutputFile {
  public:
    /// Creates the hidden file. Throws Error(output_unwritable): no folder, a folder of that name, no right to write.
    explicit OutputFile(std::filesystem::path target);
    /// Removes the hidden file unless it was committed.
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    const std::filesystem::path& temporary_path() const { return temporary_; }

    /// Brings the closed file to the disk and gives it its name. Throws Error(output_unwritable).
    void commit();

  private:
    std::filesystem::path target_;
    std::filesystem::path temporary_;
    bool committed_ = false;
};

/// A folder that stands under its name only once it is complete: its files are written into a hidden one beside it.
class OutputFolder {
  public:
    /// A folder of that name is replaced by `commit` if `is_ours` holds for the name of each file in it. Throws
    /// Error(output_unwritable) where it does not, or where a folder cannot be made.
    OutputFolder(std::filesystem::path target, std::function<bool(const std::string&)> is_ours);
    /// Removes the hidden folder unless it was committed.
    ~OutputFolder();
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

    const std::filesystem::path& temporary_path() const { return temporary_; }

    /// Brings the closed files to the disk and gives the folder its name. Throws Error(output_unwritable).
    void commit();

  private:
    void check_target() const;

    std::filesystem::path target_;
    std::function<bool(const std::string&)> is_ours_;
    std::filesystem::path temporary_;
    bool committed_ = false;
};

/// A new hidden name in the folder of `target`.
std::filesystem::path hidden_name_beside(const std::filesystem::path& target);

/// What a failure of the system (errno) means for who wants `target` written.
Error output_error(const std::filesystem::path& target, int error_number);

}  // namespace stillwave::media
