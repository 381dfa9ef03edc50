#include "engine/clip_file.h"

#include "exporting/export_source.h"
#include "media/clip_formats.h"
#include "media/clip_writer.h"
#include "types/error.h"

namespace stillwave {

std::string format_of_name(const std::filesystem::path& path) {
    if (path.extension().empty()) return "png_sequence";
    std::string known;
    for (const auto& format : media::clip_formats()) {
        if (path.extension() == format.extension) return std::string(format.key);
        if (!format.is_sequence() && known.find(format.extension) == std::string::npos)
            known += (known.empty() ? "" : ", ") + std::string(format.extension);
    }
    throw Error(ErrorCode::invalid_argument,
                path.string() + " cannot be written: the kinds of clip that there are end in " + known + ".");
}

std::string extension_of_format(const std::string& format) {
    return std::string(media::clip_format(format).extension);
}

void write_clip(const Clip& clip, const Recipe& recipe, const std::filesystem::path& path,
                const ProgressCallback& progress, std::stop_token stop) {
    ExportSettings settings;
    settings.format = format_of_name(path);
    const auto on_frame = [&](int frame, int total) {
        if (progress) progress({Stage::write, frame, total, {}});
    };
    media::write_clip(clip, settings, {{recipe_metadata_key, recipe_to_json(recipe)}}, path, on_frame, stop);
}

}  // namespace stillwave
