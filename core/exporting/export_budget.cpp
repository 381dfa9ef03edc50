#include "exporting/export_budget.h"

#include <cmath>

#include "media/clip_formats.h"
#include "media/crop.h"
#include "types/error.h"
#include "types/output_file.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;

constexpr int smallest_side = 64;  // px, long side; smaller frames show nothing
constexpr int fewest_colors = 16;
constexpr double margin = 0.97;  // a file's size does not follow the number of pixels exactly

/// A hidden folder beside `out`; the destructor removes it with its content.
struct Scratch {
    fs::path folder;

    explicit Scratch(const fs::path& out) : folder(hidden_name_beside(out)) {
        std::error_code failure;
        if (!fs::create_directory(folder, failure)) throw output_error(out, failure.value());
    }
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
};

bool has_quality(const std::string& format) {
    return format != "gif" && format != "apng" && format != "png_sequence" && format != "ffv1";
}

}  // namespace

std::uint64_t bytes_on_disk(const fs::path& path) {
    if (!fs::is_directory(path)) return fs::file_size(path);
    std::uint64_t bytes = 0;
    for (const auto& entry : fs::directory_iterator(path)) bytes += entry.file_size();
    return bytes;
}

Image at_size(const Image& frame, const media::ClipHeader& header) {
    if (frame.width == header.width && frame.height == header.height) return frame;
    return media::crop_and_resize(frame, {0, 0, static_cast<double>(frame.width), static_cast<double>(frame.height)},
                                  header.width, header.height);
}

std::uint64_t encoded_bytes(const media::ClipHeader& header, const ExportSettings& settings,
                            const media::Metadata& metadata, const FrameAt& frame, const fs::path& out,
                            std::stop_token stop) {
    const Scratch scratch(out);
    const auto trial = scratch.folder / ("trial" + std::string(media::clip_format(settings.format).extension));
    const auto writer = media::open_clip_writer(trial, header, settings, metadata, {}, stop);
    for (int i = 0; i < header.frame_count; ++i) writer->add(at_size(frame(i), header));
    writer->finish();
    return bytes_on_disk(trial);
}

Fitted fit_to_budget(const media::ClipHeader& header, const ExportSettings& settings, const media::Metadata& metadata,
                     const FrameAt& frame, std::uint64_t budget_bytes, const fs::path& out, std::stop_token stop) {
    Fitted fitted{header, settings};
    const auto bytes = [&] { return encoded_bytes(fitted.header, fitted.settings, metadata, frame, out, stop); };
    auto now = bytes();
    if (now <= budget_bytes) return fitted;

    if (settings.format == "gif") {
        while (now > budget_bytes && fitted.settings.gif_colors / 2 >= fewest_colors) {
            fitted.settings.gif_colors /= 2;
            now = bytes();
        }
    } else if (has_quality(settings.format)) {
        // The search ends with the largest quality that fits, or with -1 where none does.
        std::int64_t fits = -1;
        std::int64_t too_large = settings.quality;
        while (too_large - fits > 1) {
            fitted.settings.quality = (fits + too_large) / 2;
            now = bytes();
            (now <= budget_bytes ? fits : too_large) = fitted.settings.quality;
        }
        fitted.settings.quality = std::max<std::int64_t>(fits, 0);
        if (fits >= 0) return fitted;
        now = bytes();
    }
    while (now > budget_bytes) {
        const double scale = std::sqrt(static_cast<double>(budget_bytes) / static_cast<double>(now)) * margin;
        fitted.header.width = static_cast<int>(std::lround(fitted.header.width * scale));
        fitted.header.height = static_cast<int>(std::lround(fitted.header.height * scale));
        if (std::max(fitted.header.width, fitted.header.height) < smallest_side)
            throw Error(ErrorCode::invalid_argument,
                        "The clip cannot be made to fit " + std::to_string(budget_bytes) +
                            " bytes in this format: allow more, export fewer frames, or choose another format.");
        now = bytes();
    }
    return fitted;
}

}  // namespace stillwave
