#pragma once

#include <filesystem>

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

/// What a failure of the system (errno) means for who wants `target` written.
Error output_error(const std::filesystem::path& target, int error_number);

}  // namespace stillwave::media
