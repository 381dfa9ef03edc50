#include "media/clip_writer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "media/clip_formats.h"
#include "media/movie_writer.h"
#include "media/video_encoder.h"
#include "types/error.h"
#include "types/progress.h"
#include "types/settings_fields.h"

namespace stillwave::media {
namespace {

constexpr std::array metadata_keys = {"title",       "artist",   "date",      "comment",
                                      "description", "synopsis", "copyright", "genre"};

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorCode::invalid_argument, message);
}

std::string size_text(int width, int height) {
    return std::to_string(width) + " x " + std::to_string(height);
}

void check_header(const ClipHeader& header) {
    if (header.frame_count < 1) refuse("The clip has no frames, so there is nothing to write.");
    if (!(header.fps > 0) || !std::isfinite(header.fps) || av_d2q(header.fps, largest_rate_term).num == 0)
        refuse("The clip's fps is " + std::to_string(header.fps) + ", but it must be above 0.");
    if (header.width < 1 || header.height < 1)
        refuse("The clip has frames of " + size_text(header.width, header.height) + " pixels; they must not be empty.");
}

void check_settings(const ExportSettings& settings, const ClipFormat& format) {
    ExportSettings scratch;
    for (const char* key : {"quality", "pixel_format", "loop_count", "gif_colors", "gif_dither"})
        set_setting(scratch, export_field(key), get_setting(settings, export_field(key)));
    const auto& pixel_formats = format.pixel_formats;
    if (settings.pixel_format != "auto" &&
        std::find(pixel_formats.begin(), pixel_formats.end(), settings.pixel_format) == pixel_formats.end()) {
        std::string allowed = "auto";
        for (const auto name : pixel_formats) allowed.append(", ").append(name);
        refuse("pixel_format is '" + settings.pixel_format + "', but " + std::string(format.name) + " takes " +
               allowed + ".");
    }
}

void check_format_limits(const ClipHeader& header, const ClipFormat& format) {
    const auto limit_side = [&](int most) {
        if (std::max(header.width, header.height) > most)
            refuse("A clip of " + size_text(header.width, header.height) + " pixels is too large for " +
                   std::string(format.name) + ", whose sides have " + std::to_string(most) +
                   " at most; make it smaller with long_side.");
    };
    if (format.key == "gif") {
        limit_side(65'535);
        constexpr double fastest = 50;
        // Players show a frame of one hundredth of a second for ten hundredths.
        if (header.fps > fastest)
            refuse("A GIF shows 50 frames a second at most, but the clip has " + std::to_string(header.fps) +
                   "; lower it with target_fps.");
    }
    if (format.key == "webp") {
        limit_side(16'383);
        if (header.fps > 1000) refuse("An animated WebP shows 1000 frames a second at most; lower the clip's.");
    }
}

void check_metadata(const Metadata& metadata) {
    for (const auto& [key, value] : metadata) {
        if (std::find(metadata_keys.begin(), metadata_keys.end(), key) == metadata_keys.end())
            refuse("A clip has no metadata '" + key + "'; use comment or description.");
        if (value.find('\0') != std::string::npos) refuse("The metadata '" + key + "' holds a zero byte.");
    }
}

}  // namespace

ClipWriter::ClipWriter(const ClipHeader& header, EncodeProgress progress, std::stop_token stop)
    : header_(header), progress_(std::move(progress)), stop_(std::move(stop)) {}

void ClipWriter::throw_if_stopped() const {
    if (stop_.stop_requested()) throw Cancelled{};
}

void ClipWriter::report(int frame) const {
    if (progress_) progress_(frame, header_.frame_count);
}

void ClipWriter::add(const Image& frame) {
    throw_if_stopped();
    if (frame.empty() || frame.width != header_.width || frame.height != header_.height)
        refuse("The clip has a frame of " + size_text(frame.width, frame.height) + " pixels, but its first has " +
               size_text(header_.width, header_.height) + "; all must have one size.");
    if (frames_ == header_.frame_count)
        refuse("The clip has more than the " + std::to_string(header_.frame_count) + " frames that were announced.");
    encode(frame);
    ++frames_;
    if (!encodes_late()) report(frames_);
}

void ClipWriter::finish() {
    throw_if_stopped();
    if (frames_ != header_.frame_count)
        refuse("The clip has " + std::to_string(frames_) + " frames, but " + std::to_string(header_.frame_count) +
               " were announced.");
    complete();
}

std::unique_ptr<ClipWriter> open_clip_writer(const std::filesystem::path& out, const ClipHeader& header,
                                             const ExportSettings& settings, const Metadata& metadata,
                                             const EncodeProgress& progress, std::stop_token stop) {
    quiet_ffmpeg();
    const ClipFormat& format = clip_format(settings.format);
    check_header(header);
    check_settings(settings, format);
    check_format_limits(header, format);
    check_metadata(metadata);
    const WriterArguments arguments{out, header, settings, metadata, progress, std::move(stop)};
    if (format.is_sequence()) return make_frame_sequence_writer(arguments, format);
    if (format.key == "webp") return make_webp_writer(arguments);
    const VideoCodec& codec = *find_video_codec(format.key);
    if (format.key == "gif") return make_gif_writer(arguments, format, codec);
    return make_movie_writer(arguments, format, codec);
}

void write_clip(const Clip& clip, const ExportSettings& settings, const Metadata& metadata,
                const std::filesystem::path& out, const EncodeProgress& progress, std::stop_token stop) {
    ClipHeader header;
    header.fps = clip.fps;
    header.frame_count = static_cast<int>(clip.frames.size());
    if (!clip.frames.empty()) {
        header.width = clip.frames.front().width;
        header.height = clip.frames.front().height;
    }
    const auto writer = open_clip_writer(out, header, settings, metadata, progress, std::move(stop));
    for (const Image& frame : clip.frames) writer->add(frame);
    writer->finish();
}

}  // namespace stillwave::media
