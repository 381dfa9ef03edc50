#include "media/block_file.h"

#include <system_error>

#include "types/error.h"

namespace stillwave::media {

BlockFile::BlockFile(const std::filesystem::path& path) : path_(path), file_(path, std::ios::binary) {
    std::error_code failure;
    size_ = std::filesystem::file_size(path, failure);
    if (failure || !file_)
        throw Error(ErrorCode::clip_unreadable, "'" + path.string() + "' cannot be opened; check the path.");
}

void BlockFile::damaged() const {
    throw Error(ErrorCode::clip_unreadable, "'" + path_.string() + "' is damaged or cut short; get it again.");
}

std::string BlockFile::read(std::uint64_t size) {
    if (size > left()) damaged();
    std::string bytes(size, '\0');
    if (!file_.read(bytes.data(), static_cast<std::streamsize>(size))) damaged();
    at_ += size;
    return bytes;
}

void BlockFile::skip(std::uint64_t size) {
    if (size > left() || !file_.seekg(static_cast<std::streamoff>(size), std::ios::cur)) damaged();
    at_ += size;
}

std::uint32_t little_endian(const std::string& bytes, std::size_t offset, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;) value = value << 8 | static_cast<std::uint8_t>(bytes.at(offset + i));
    return value;
}

std::uint32_t big_endian(const std::string& bytes, std::size_t offset, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value = value << 8 | static_cast<std::uint8_t>(bytes.at(offset + i));
    return value;
}

}  // namespace stillwave::media
