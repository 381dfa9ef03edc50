#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace stillwave::nn {

/// A file's bytes in memory, read-only and read from the disk only where they are touched. Private: what other
/// programs' mappings write is never ours to see or to spoil.
class MappedFile {
  public:
    /// Throws Error(model_not_found) where there is no file, Error(model_invalid) where it cannot be read or is no
    /// plain file. An empty file maps to no bytes.
    explicit MappedFile(const std::filesystem::path& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    const std::uint8_t* data() const { return data_; }
    std::uint64_t size() const { return size_; }  ///< bytes

    /// Lets the pages go that lie wholly in these bytes, if they are of a mapped file: they are read again when
    /// touched.
    static void give_back(const void* data, std::size_t bytes);

  private:
    const std::uint8_t* data_ = nullptr;
    std::uint64_t size_ = 0;
};

/// Tells the system that the file will be needed soon. Returns at once; what cannot be read ahead is read later.
void read_ahead(const std::filesystem::path& path);

}  // namespace stillwave::nn
