#include "media/file_tail.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "media/output_file.h"

namespace stillwave::media {
namespace {

// Closes at the end of a scope; the file is synced before it counts.
class Descriptor {
  public:
    Descriptor(const std::filesystem::path& out, const std::filesystem::path& file, int flags)
        : out_(out), number_(::open(file.c_str(), flags | O_CLOEXEC, 0666)) {
        if (number_ < 0) throw output_error(out_, errno);
    }
    ~Descriptor() { ::close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    void write(const std::string& bytes, off_t offset) const {
        for (std::size_t done = 0; done < bytes.size();) {
            const ssize_t written =
                ::pwrite(number_, bytes.data() + done, bytes.size() - done, offset + static_cast<off_t>(done));
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) throw output_error(out_, errno);
            done += static_cast<std::size_t>(written);
        }
    }
    int number() const { return number_; }

  private:
    std::filesystem::path out_;
    int number_;
};

}  // namespace

void replace_file_tail(const std::filesystem::path& out, const std::filesystem::path& file, const std::string& expected,
                       const std::string& replacement) {
    const Descriptor descriptor(out, file, O_RDWR);
    const off_t size = ::lseek(descriptor.number(), 0, SEEK_END);
    const off_t offset = size - static_cast<off_t>(expected.size());
    std::string found(expected.size(), '\0');
    if (offset < 0 ||
        ::pread(descriptor.number(), found.data(), found.size(), offset) != static_cast<ssize_t>(found.size()) ||
        found != expected)
        throw Error(ErrorCode::output_unwritable,
                    "'" + out.string() + "' was not written to its end; check the disk it is on.");
    descriptor.write(replacement, offset);
}

void write_whole_file(const std::filesystem::path& out, const std::filesystem::path& file, const std::string& bytes) {
    const Descriptor descriptor(out, file, O_WRONLY | O_CREAT | O_TRUNC);
    descriptor.write(bytes, 0);
}

}  // namespace stillwave::media
