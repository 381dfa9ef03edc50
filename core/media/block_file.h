#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

namespace stillwave::media {

/// Reads a file from front to back. A request for more bytes than are left is an error before memory is taken for it,
/// so that a damaged file cannot ask for more than it holds. Every member throws Error(clip_unreadable) where the file
/// is missing, damaged or cut short. Internal to the room.
class BlockFile {
  public:
    explicit BlockFile(const std::filesystem::path& path);

    std::string read(std::uint64_t size);
    std::uint8_t byte() { return static_cast<std::uint8_t>(read(1)[0]); }
    void skip(std::uint64_t size);
    /// The number of bytes from the place reached to the file's end.
    std::uint64_t left() const { return size_ - at_; }
    /// Throws the error of a damaged file. Callers use it where they find wrong content.
    [[noreturn]] void damaged() const;

  private:
    std::filesystem::path path_;
    std::ifstream file_;
    std::uint64_t size_ = 0;
    std::uint64_t at_ = 0;
};

/// Returns the unsigned number in the `size` bytes (4 at most) from `offset`, with the least or the most significant
/// byte first.
std::uint32_t little_endian(const std::string& bytes, std::size_t offset, std::size_t size);
std::uint32_t big_endian(const std::string& bytes, std::size_t offset, std::size_t size);

}  // namespace stillwave::media
