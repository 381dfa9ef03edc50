#include "media/ffmpeg.h"

#include <array>
#include <string_view>

#include "types/log.h"

namespace stillwave::media {
namespace {

void log_message(void* context, int level, const char* format, va_list arguments) {
    if (level > AV_LOG_INFO) return;
    std::array<char, 1024> line{};
    int print_prefix = 1;
    av_log_format_line2(context, level, format, arguments, line.data(), static_cast<int>(line.size()), &print_prefix);
    std::string_view text(line.data());
    while (text.ends_with('\n')) text.remove_suffix(1);
    log::debug(text);
}

}  // namespace

void quiet_ffmpeg() {
    static const bool done = [] {
        av_log_set_callback(log_message);
        return true;
    }();
    (void)done;
}

std::string ffmpeg_error(int result) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(result, text.data(), text.size());
    return text.data();
}

std::string file_url(const std::filesystem::path& path) {
    return "file:" + path.string();
}

}  // namespace stillwave::media
