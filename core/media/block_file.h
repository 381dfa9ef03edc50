#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

namespace stillwave::media {

/// A file read block by block, none of which may claim more than the file holds. Internal to the room.
class BlockFile {
  public:
    /// Throws Error(clip_unreadable), here and below.
    explicit BlockFile(const std::filesystem::path& path);

    std::string read(std::uint64_t size);
    std::uint8_t byte() { return static_cast<std::uint8_t>(read(1)[0]); }
    void skip(std::uint64_t size);
    std::uint64_t left() const { return size_ - at_; }
    [[noreturn]] void damaged() const;

  private:
    std::filesystem::path path_;
    std::ifstream file_;
    std::uint64_t size_ = 0;
    std::uint64_t at_ = 0;
};

/// Unsigned numbers of up to 4 bytes.
std::uint32_t little_endian(const std::string& bytes, std::size_t offset, std::size_t size);
std::uint32_t big_endian(const std::string& bytes, std::size_t offset, std::size_t size);

}  // namespace stillwave::media
