#include "nn/mapped_file.h"

#ifdef _WIN32
#define WIN32_LEAN_AND_MEAN
#define NOMINMAX
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#endif

#include <cstdint>
#include <iterator>
#include <map>
#include <mutex>
#include <string>
#include <system_error>

#include "types/error.h"

namespace stillwave::nn {
namespace {

// Throws for anything but a plain file, before it is opened: opening a pipe would wait for a writer.
void require_plain_file(const std::filesystem::path& path) {
    std::error_code failure;
    const auto status = std::filesystem::status(path, failure);
    if (status.type() == std::filesystem::file_type::not_found) {
        throw Error(ErrorCode::model_not_found, path.string() + " does not exist. Check the path.");
    }
    if (failure) {
        throw Error(ErrorCode::model_invalid, path.string() + " cannot be read. Check its permissions.",
                    failure.message());
    }
    if (status.type() != std::filesystem::file_type::regular) {
        throw Error(ErrorCode::model_invalid, path.string() + " is not a file. Name a .safetensors file.");
    }
}

/// The addresses at which files are mapped. give_back() looks them up, so that no other memory is ever given back.
class Mappings {
  public:
    void add(const void* data, std::uint64_t size) {
        const std::lock_guard lock(mutex_);
        ends_[address(data)] = address(data) + size;
    }
    void remove(const void* data) {
        const std::lock_guard lock(mutex_);
        ends_.erase(address(data));
    }
    bool contain(const void* data, std::size_t bytes) const {
        const std::lock_guard lock(mutex_);
        const auto after = ends_.upper_bound(address(data));
        return after != ends_.begin() && address(data) + bytes <= std::prev(after)->second;
    }

  private:
    static std::uintptr_t address(const void* data) { return reinterpret_cast<std::uintptr_t>(data); }

    mutable std::mutex mutex_;
    std::map<std::uintptr_t, std::uintptr_t> ends_;
};

Mappings& mappings() {
    static Mappings all;
    return all;
}

[[noreturn]] void refuse(const std::filesystem::path& path, int code) {
    throw Error(ErrorCode::model_invalid, path.string() + " cannot be read. Check its permissions.",
                std::system_category().message(code));
}

}  // namespace

#ifdef _WIN32

// This branch has not been built or run on Windows yet.
MappedFile::MappedFile(const std::filesystem::path& path) {
    require_plain_file(path);
    const HANDLE file = CreateFileW(path.c_str(), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_DELETE, nullptr,
                                    OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (file == INVALID_HANDLE_VALUE) refuse(path, static_cast<int>(GetLastError()));
    LARGE_INTEGER size{};
    DWORD failure = GetFileSizeEx(file, &size) ? 0 : GetLastError();
    if (failure == 0 && size.QuadPart > 0) {
        const HANDLE mapping = CreateFileMappingW(file, nullptr, PAGE_READONLY, 0, 0, nullptr);
        if (mapping != nullptr)
            data_ = static_cast<const std::uint8_t*>(MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, 0));
        if (data_ == nullptr) failure = GetLastError();
        if (mapping != nullptr) CloseHandle(mapping);
    }
    CloseHandle(file);
    if (failure != 0) refuse(path, static_cast<int>(failure));
    size_ = static_cast<std::uint64_t>(size.QuadPart);
}

MappedFile::~MappedFile() {
    if (data_ != nullptr) UnmapViewOfFile(data_);
}

// Windows takes the pages of mapped files back by itself when memory is short.
void MappedFile::give_back(const void*, std::size_t) {}

// Windows has no such call for a whole file.
void read_ahead(const std::filesystem::path&) {}

#else

MappedFile::MappedFile(const std::filesystem::path& path) {
    require_plain_file(path);
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) refuse(path, errno);
    struct stat status {};
    int failure = ::fstat(file, &status) == 0 ? 0 : errno;
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (failure == 0 && size > 0) {
        void* const data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
        if (data == MAP_FAILED) {
            failure = errno;
        } else {
            data_ = static_cast<const std::uint8_t*>(data);
        }
    }
    ::close(file);
    if (failure != 0) refuse(path, failure);
    size_ = size;
    if (data_ != nullptr) mappings().add(data_, size_);
}

MappedFile::~MappedFile() {
    if (data_ == nullptr) return;
    mappings().remove(data_);
    ::munmap(const_cast<std::uint8_t*>(data_), size_);
}

void MappedFile::give_back(const void* data, std::size_t bytes) {
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto begin = reinterpret_cast<std::uintptr_t>(data);
    const auto first = (begin + page - 1) / page * page, last = (begin + bytes) / page * page;
    if (first < last && mappings().contain(data, bytes))
        ::madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
}

void read_ahead(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) return;
#ifdef POSIX_FADV_WILLNEED  // macOS lacks it
    ::posix_fadvise(file, 0, 0, POSIX_FADV_WILLNEED);
#endif
    ::close(file);
}

#endif

}  // namespace stillwave::nn
