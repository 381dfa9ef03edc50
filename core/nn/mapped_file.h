#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace stillwave::nn {

/// A file's bytes in memory, read-only and read from the disk only where they are touched. The mapping is private: it
/// shares no writes with other programs' mappings.
class MappedFile {
  public:
    /// Maps the file. Throws Error(model_not_found) where there is none, Error(model_invalid) where it cannot be read
    /// or is no plain file. An empty file maps to no bytes.
    explicit MappedFile(const std::filesystem::path& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    const std::uint8_t* data() const { return data_; }
    std::uint64_t size() const { return size_; }  ///< bytes

    /// Gives the pages that lie wholly in these bytes back to the system, if they are a mapped file's. They are read
    /// again when they are touched.
    static void give_back(const void* data, std::size_t bytes);

  private:
    const std::uint8_t* data_ = nullptr;
    std::uint64_t size_ = 0;
};

/// Tells the system that the file will be needed soon. It returns at once and does nothing where the system cannot.
void read_ahead(const std::filesystem::path& path);

}  // namespace stillwave::nn
