#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace stillwave::nn {

/// The bytes of a file in memory. They are read-only, and the disk is read only where they are touched. The mapping is
/// private: it shares no writes with other programs' mappings.
class MappedFile {
  public:
    /// Maps the file; an empty file maps to no bytes. Throws Error(model_not_found) where there is no such file, and
    /// Error(model_invalid) where it cannot be read or is no plain file.
    explicit MappedFile(const std::filesystem::path& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    const std::uint8_t* data() const { return data_; }
    std::uint64_t size() const { return size_; }  ///< bytes

    /// Gives the pages that lie wholly in these bytes back to the system, if they are a mapped file's. The next touch
    /// reads them again.
    static void give_back(const void* data, std::size_t bytes);

  private:
    const std::uint8_t* data_ = nullptr;
    std::uint64_t size_ = 0;
};

/// Tells the system that the file will be needed soon. The call returns at once, and does nothing where the system has
/// no way to tell it.
void read_ahead(const std::filesystem::path& path);

}  // namespace stillwave::nn
