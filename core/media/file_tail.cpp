#include "media/file_tail.h"

#include <cerrno>
#include <fstream>

#include "types/output_file.h"

namespace stillwave::media {

void replace_file_tail(const std::filesystem::path& out, const std::filesystem::path& file, const std::string& expected,
                       const std::string& replacement) {
    std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out | std::ios::ate);
    const auto offset = static_cast<std::streamoff>(stream.tellg()) - static_cast<std::streamoff>(expected.size());
    std::string found(expected.size(), '\0');
    if (offset < 0 || !stream.seekg(offset).read(found.data(), static_cast<std::streamsize>(found.size())) ||
        found != expected)
        throw Error(ErrorCode::output_unwritable,
                    "'" + out.string() + "' was not written to its end; check the disk it is on.");
    stream.seekp(offset);
    if (!(stream << replacement).flush()) throw output_error(out, errno);
}

}  // namespace stillwave::media
