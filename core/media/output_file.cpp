#include "media/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <random>
#include <string>
#include <system_error>
#include <utility>

namespace stillwave::media {
namespace {

std::filesystem::path folder_of(const std::filesystem::path& target) {
    return target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
}

// Returns errno, or 0.
int sync_to_disk(const std::filesystem::path& path, int flags) {
    const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
    if (descriptor < 0) return errno;
    const int error_number = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    return error_number;
}

}  // namespace

Error output_error(const std::filesystem::path& target, int error_number) {
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

std::filesystem::path hidden_name_beside(const std::filesystem::path& target) {
    std::random_device random;
    return folder_of(target) / (".stillwave-" + std::to_string(random()) + std::to_string(random()) + ".part");
}

OutputFile::OutputFile(std::filesystem::path target) : target_(std::move(target)) {
    std::error_code ignored;
    if (!target_.has_filename() || std::filesystem::is_directory(target_, ignored)) throw output_error(target_, EISDIR);
    temporary_ = hidden_name_beside(target_);
    const int descriptor = ::open(temporary_.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
    if (descriptor < 0) throw output_error(target_, errno);
    ::close(descriptor);
}

OutputFile::~OutputFile() {
    if (!committed_) ::unlink(temporary_.c_str());
}

void OutputFile::commit() {
    if (const int error_number = sync_to_disk(temporary_, O_WRONLY)) throw output_error(target_, error_number);
    if (std::rename(temporary_.c_str(), target_.c_str()) != 0) throw output_error(target_, errno);
    committed_ = true;
    // The name too must outlive a power cut; not every file system can sync a folder, and the clip is whole anyway.
    (void)sync_to_disk(folder_of(target_), O_RDONLY | O_DIRECTORY);
}

OutputFolder::OutputFolder(std::filesystem::path target, std::function<bool(const std::string&)> is_ours)
    : target_(std::move(target)), is_ours_(std::move(is_ours)) {
    if (!target_.has_filename()) target_ = target_.parent_path();
    check_target();
    temporary_ = hidden_name_beside(target_);
    if (::mkdir(temporary_.c_str(), 0777) != 0) throw output_error(target_, errno);
}

OutputFolder::~OutputFolder() {
    std::error_code ignored;
    if (!committed_) std::filesystem::remove_all(temporary_, ignored);
}

void OutputFolder::check_target() const {
    std::error_code failure;
    const auto status = std::filesystem::symlink_status(target_, failure);
    if (!std::filesystem::exists(status)) return;
    const auto refuse = [this](const std::string& what) {
        throw Error(ErrorCode::output_unwritable, "'" + target_.string() + "' " + what +
                                                      ", so it is not replaced by a folder of frames; choose "
                                                      "another name.");
    };
    if (!std::filesystem::is_directory(status)) refuse("is a file");
    for (const auto& entry : std::filesystem::directory_iterator(target_, failure))
        if (!entry.is_regular_file(failure) || !is_ours_(entry.path().filename().string()))
            refuse("holds other files than frames");
    if (failure) throw output_error(target_, failure.value());
}

void OutputFolder::commit() {
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(temporary_, failure))
        if (const int error_number = sync_to_disk(entry.path(), O_WRONLY)) throw output_error(target_, error_number);
    if (failure) throw output_error(target_, failure.value());
    // Someone may have put something there meanwhile.
    check_target();
    const std::filesystem::path old = hidden_name_beside(target_);
    const bool replaces = std::rename(target_.c_str(), old.c_str()) == 0;
    if (std::rename(temporary_.c_str(), target_.c_str()) != 0) {
        const int error_number = errno;
        if (replaces) std::filesystem::rename(old, target_, failure);
        throw output_error(target_, error_number);
    }
    committed_ = true;
    (void)sync_to_disk(folder_of(target_), O_RDONLY | O_DIRECTORY);
    if (replaces) std::filesystem::remove_all(old, failure);
}

}  // namespace stillwave::media
