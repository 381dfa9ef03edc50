#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "types/error.h"

namespace stillwave {

/// A file that stands under its name only once it is complete and on the disk. It is written under a hidden name in the
/// same folder and renamed by `commit`; a file that stood under the name before stays until then.
class OutputFile {
  public:
    /// Creates the hidden file. Throws Error(output_unwritable): no folder, a folder of that name, no right to write.
    explicit OutputFile(std::filesystem::path target);
    /// Removes the hidden file unless it was committed.
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// The hidden file, for libraries that write by name. They must have closed it before `commit`.
    const std::filesystem::path& temporary_path() const { return temporary_; }

    /// Appends bytes, unbuffered. Throws Error(output_unwritable), here and below.
    void write(const void* bytes, std::size_t size);
    void write(std::string_view text) { write(text.data(), text.size()); }

    /// Brings the bytes to the disk (fsync), gives the file its name and brings the name to the disk.
    void commit();

  private:
    std::filesystem::path target_;
    std::filesystem::path temporary_;
    int descriptor_ = -1;
    bool committed_ = false;
};

/// Writes a whole file as OutputFile does. Throws Error(output_unwritable).
void write_file(const std::filesystem::path& target, std::string_view text);

/// Copies a file as OutputFile does. Throws Error(output_unwritable), also where `source` cannot be read.
void write_copy(const std::filesystem::path& source, const std::filesystem::path& target);

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

    /// The hidden folder, where other files may be put too.
    const std::filesystem::path& temporary_path() const { return temporary_; }

    /// Writes a whole file into the hidden folder. Throws Error(output_unwritable), here and below.
    void write(const std::string& name, std::string_view bytes) const;

    /// Brings the closed files to the disk and gives the folder its name.
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

/// The error for a failure of the system (errno) while `target` was written.
Error output_error(const std::filesystem::path& target, int error_number);

}  // namespace stillwave
