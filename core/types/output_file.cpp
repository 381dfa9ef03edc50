#include "types/output_file.h"

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <random>
#include <system_error>
#include <utility>

namespace stillwave {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(const fs::path& target) {
    return target.has_parent_path() ? target.parent_path() : fs::path(".");
}

// The system's calls; each returns -1 and sets errno where it fails.
#ifdef _WIN32
int create_file(const fs::path& path) {
    return ::_wopen(path.c_str(), _O_CREAT | _O_EXCL | _O_WRONLY | _O_BINARY, _S_IREAD | _S_IWRITE);
}
std::ptrdiff_t write_some(int descriptor, const char* bytes, std::size_t size) {
    return ::_write(descriptor, bytes, static_cast<unsigned>(std::min<std::size_t>(size, 1 << 30)));
}
int sync_file(int descriptor) {
    return ::_commit(descriptor);
}
void close_file(int descriptor) {
    ::_close(descriptor);
}
// Windows syncs only files that are open for writing.
int sync_path(const fs::path&) {
    return 0;
}
#else
int create_file(const fs::path& path) {
    return ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
}
std::ptrdiff_t write_some(int descriptor, const char* bytes, std::size_t size) {
    return ::write(descriptor, bytes, size);
}
int sync_file(int descriptor) {
    return ::fsync(descriptor);
}
void close_file(int descriptor) {
    ::close(descriptor);
}
// Syncs a file, or a folder's list of names.
int sync_path(const fs::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return -1;
    const int result = ::fsync(descriptor);
    ::close(descriptor);
    return result;
}
#endif

// Syncs the name, which must outlive a power cut too. A failure is ignored: not every file system can sync a folder,
// and the file is whole anyway.
void sync_name(const fs::path& target) {
    (void)sync_path(folder_of(target));
}

void write_all(int descriptor, const void* bytes, std::size_t size, const fs::path& target) {
    const auto* at = static_cast<const char*>(bytes);
    while (size > 0) {
        const auto written = write_some(descriptor, at, size);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw output_error(target, errno);
        at += written;
        size -= static_cast<std::size_t>(written);
    }
}

}  // namespace

Error output_error(const fs::path& target, int error_number) {
    const std::string name = "'" + target.string() + "'";
    const std::string folder = "'" + folder_of(target).string() + "'";
    std::string message;
    switch (error_number) {
        case ENOENT:
            message = name + " cannot be written because the folder " + folder + " does not exist; create it.";
            break;
        case ENOTDIR:
            message = name + " cannot be written because " + folder + " is not a folder; choose another place.";
            break;
        case EISDIR:
            message = name + " is a folder; give the name of a file.";
            break;
        case EACCES:
        case EPERM:
        case EROFS:
            message = name + " cannot be written because the folder " + folder +
                      " does not allow it; choose another place or change its rights.";
            break;
        case ENOSPC:
        case EDQUOT:
            message = name + " cannot be written because the disk is full; make space or choose another disk.";
            break;
        case EFBIG:
            message = name + " is larger than a file may be here; choose another disk or raise the limit.";
            break;
        default:
            message = name + " cannot be written; check the disk it is on.";
    }
    return Error(ErrorCode::output_unwritable, message, std::generic_category().message(error_number));
}

fs::path hidden_name_beside(const fs::path& target) {
    std::random_device random;
    return folder_of(target) / (".stillwave-" + std::to_string(random()) + std::to_string(random()) + ".part");
}

OutputFile::OutputFile(fs::path target) : target_(std::move(target)) {
    std::error_code ignored;
    if (!target_.has_filename() || fs::is_directory(target_, ignored)) throw output_error(target_, EISDIR);
    temporary_ = hidden_name_beside(target_);
    descriptor_ = create_file(temporary_);
    if (descriptor_ < 0) throw output_error(target_, errno);
}

OutputFile::~OutputFile() {
    if (descriptor_ >= 0) close_file(descriptor_);
    std::error_code ignored;
    if (!committed_) fs::remove(temporary_, ignored);
}

void OutputFile::write(const void* bytes, std::size_t size) {
    write_all(descriptor_, bytes, size, target_);
}

void OutputFile::commit() {
    // A library's own descriptor of the file needs no sync of its own: the file is synced, not the descriptor.
    if (sync_file(descriptor_) != 0) throw output_error(target_, errno);
    close_file(std::exchange(descriptor_, -1));
    std::error_code failure;
    fs::rename(temporary_, target_, failure);
    if (failure) throw output_error(target_, failure.value());
    committed_ = true;
    sync_name(target_);
}

void write_file(const fs::path& target, std::string_view text) {
    OutputFile file(target);
    file.write(text);
    file.commit();
}

void write_copy(const fs::path& source, const fs::path& target) {
    OutputFile file(target);
    std::error_code failure;
    fs::copy_file(source, file.temporary_path(), fs::copy_options::overwrite_existing, failure);
    if (failure) throw output_error(target, failure.value());
    file.commit();
}

OutputFolder::OutputFolder(fs::path target, std::function<bool(const std::string&)> is_ours)
    : target_(std::move(target)), is_ours_(std::move(is_ours)) {
    if (!target_.has_filename()) target_ = target_.parent_path();
    check_target();
    temporary_ = hidden_name_beside(target_);
    std::error_code failure;
    if (!fs::create_directory(temporary_, failure)) throw output_error(target_, failure.value());
}

OutputFolder::~OutputFolder() {
    std::error_code ignored;
    if (!committed_) fs::remove_all(temporary_, ignored);
}

void OutputFolder::check_target() const {
    std::error_code failure;
    const auto status = fs::symlink_status(target_, failure);
    if (!fs::exists(status)) return;
    const auto refuse = [this](const std::string& what) {
        throw Error(ErrorCode::output_unwritable, "'" + target_.string() + "' " + what +
                                                      ", so it is not replaced by a folder of frames; choose "
                                                      "another name.");
    };
    if (!fs::is_directory(status)) refuse("is a file");
    for (const auto& entry : fs::directory_iterator(target_, failure))
        if (!entry.is_regular_file(failure) || !is_ours_(entry.path().filename().string()))
            refuse("holds other files than frames");
    if (failure) throw output_error(target_, failure.value());
}

void OutputFolder::write(const std::string& name, std::string_view bytes) const {
    const int descriptor = create_file(temporary_ / name);
    if (descriptor < 0) throw output_error(target_, errno);
    write_all(descriptor, bytes.data(), bytes.size(), target_);
    close_file(descriptor);
}

void OutputFolder::commit() {
    std::error_code failure;
    for (const auto& entry : fs::recursive_directory_iterator(temporary_, failure))
        if (sync_path(entry.path()) != 0 && !entry.is_directory()) throw output_error(target_, errno);
    if (failure) throw output_error(target_, failure.value());
    (void)sync_path(temporary_);
    // Another program may have put something there meanwhile.
    check_target();
    const auto old = hidden_name_beside(target_);
    fs::rename(target_, old, failure);
    const bool replaces = !failure;
    fs::rename(temporary_, target_, failure);
    if (failure) {
        std::error_code ignored;
        if (replaces) fs::rename(old, target_, ignored);
        throw output_error(target_, failure.value());
    }
    committed_ = true;
    sync_name(target_);
    if (replaces) fs::remove_all(old, failure);
}

}  // namespace stillwave
