#include "media/frame_spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "types/output_file.h"

namespace stillwave::media {

FrameSpool::FrameSpool(const std::filesystem::path& out) : out_(out) {
    const auto name = hidden_name_beside(out);
    descriptor_ = ::open(name.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor_ < 0) throw output_error(out_, errno);
    ::unlink(name.c_str());
}

FrameSpool::~FrameSpool() {
    ::close(descriptor_);
}

void FrameSpool::add(const Image& frame) {
    for (std::size_t done = 0; done < frame.size_bytes();) {
        const ssize_t written = ::pwrite(descriptor_, frame.data() + done, frame.size_bytes() - done, size_bytes_);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw output_error(out_, errno);
        done += static_cast<std::size_t>(written);
        size_bytes_ += written;
    }
}

Image FrameSpool::read(int index, int width, int height) const {
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                                     Image::channels);
    const off_t start = static_cast<off_t>(pixels.size()) * index;
    for (std::size_t done = 0; done < pixels.size();) {
        const ssize_t got =
            ::pread(descriptor_, pixels.data() + done, pixels.size() - done, start + static_cast<off_t>(done));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) throw output_error(out_, got < 0 ? errno : EIO);
        done += static_cast<std::size_t>(got);
    }
    return Image(width, height, std::move(pixels));
}

}  // namespace stillwave::media
