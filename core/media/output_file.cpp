#include "media/output_file.h"

#include <fcntl.h>
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

OutputFile::OutputFile(std::filesystem::path target) : target_(std::move(target)) {
    std::error_code ignored;
    if (!target_.has_filename() || std::filesystem::is_directory(target_, ignored)) throw output_error(target_, EISDIR);
    std::random_device random;
    const std::string name = ".stillwave-" + std::to_string(random()) + std::to_string(random()) + ".part";
    temporary_ = folder_of(target_) / name;
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

}  // namespace stillwave::media
