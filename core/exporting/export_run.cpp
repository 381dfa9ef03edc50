#include "exporting/export_run.h"

#include <algorithm>

#include "exporting/export_budget.h"
#include "exporting/export_render.h"
#include "exporting/export_source.h"
#include "media/clip_formats.h"
#include "media/frame_spool.h"
#include "motion/loops.h"
#include "types/error.h"
#include "types/output_file.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;

constexpr double bytes_of_megabyte = 1e6;
// An export of up to this number of pixels is encoded as a whole for its estimate, in about a second. A larger one is
// encoded in part.
constexpr double pixels_to_encode = 30e6;
constexpr int sampled_frames = 6;
constexpr int fewer_sampled_frames = 3;

ExportSettings settings_of(const ExportRequest& request) {
    ExportSettings settings;
    apply_settings(settings, request.settings);
    return settings;
}

fs::path numbered(const fs::path& path, int number) {
    auto name = path.stem();
    name += " (" + std::to_string(number) + ")";
    name += path.extension();
    return path.parent_path() / name;
}

// Returns the path to write: `out`, or `out` with a number where that name is taken and the setting `overwrite` allows
// it. Throws Error(invalid_argument), Error(output_unwritable).
fs::path free_path(const fs::path& out, const ExportSettings& settings) {
    if (out.empty()) throw Error(ErrorCode::invalid_argument, "The export names no file to write.");
    const auto extension = media::clip_format(settings.format).extension;
    if (out.extension() != extension && !extension.empty())
        throw Error(ErrorCode::invalid_argument, out.string() + " cannot be written as " +
                                                     std::string(media::clip_format(settings.format).name) +
                                                     ": give it the extension " + std::string(extension) + ".");
    if (!fs::exists(out) || settings.overwrite == "replace") return out;
    if (settings.overwrite == "fail")
        throw Error(ErrorCode::output_unwritable,
                    out.string() + " is there already. Choose another name, or let it be replaced.");
    for (int number = 2;; ++number)
        if (auto path = numbered(out, number); !fs::exists(path)) return path;
}

// How many times the frames are written, because a video file has no other way to play again.
int times_written(const ExportSettings& settings) {
    if (media::clip_format(settings.format).loops) return 1;
    return static_cast<int>(std::max<std::int64_t>(1, settings.loop_count));
}

fs::path sidecar_of(const fs::path& path) {
    auto sidecar = path;
    sidecar += ".json";
    return sidecar;
}

ExportRender make_render(const ExportRequest& request, ExportSource source, const ExportSettings& settings,
                         const FindUpscaler& upscaler, const ProgressCallback& progress, std::stop_token stop) {
    return ExportRender(
        std::move(source), settings,
        [&]() -> const enhance::Upscaler& { return upscaler(settings.upscale_model, request.device); }, progress, stop);
}

media::ClipHeader header_of(const ExportRender& render) {
    return {render.width(), render.height(), render.fps(), render.frame_count()};
}

}  // namespace

ExportResult run_export(const ExportRequest& request, const ReadExportSource& read_source, const FindUpscaler& upscaler,
                        const ProgressCallback& progress, std::stop_token stop) {
    auto settings = settings_of(request);
    ExportResult result;
    result.path = free_path(request.out, settings);
    auto source = read_source(request);
    media::Metadata metadata;
    if (source.recipe_text && settings.write_recipe) metadata[recipe_metadata_key] = source.recipe_text(result.path);
    const auto render = make_render(request, std::move(source), settings, upscaler, progress, stop);
    auto header = header_of(render);
    const int times = times_written(settings);
    const auto budget = static_cast<std::uint64_t>(settings.size_budget_mb * bytes_of_megabyte);
    // While frames are made the progress counts those. A writer that encodes late counts its own after them.
    bool making = render.makes_frames();
    const auto on_frame = [&](int frame, int total) {
        if (progress && !making) progress({Stage::write, frame, total, {}});
    };

    if (budget == 0 && times == 1) {
        const auto writer = media::open_clip_writer(result.path, header, settings, metadata, on_frame, stop);
        render.run([&](const Image& frame) { writer->add(frame); }, header.frame_count, progress, stop);
        making = false;
        writer->finish();
    } else {
        media::FrameSpool spool(result.path);
        render.run([&](const Image& frame) { spool.add(frame); }, header.frame_count, progress, stop);
        making = false;
        const int rendered = header.frame_count;
        const auto frame_at = [&](int index) { return spool.read(index % rendered, render.width(), render.height()); };
        header.frame_count *= times;
        if (budget > 0) {
            auto fitted = fit_to_budget(header, settings, metadata, frame_at, budget, result.path, stop);
            header = fitted.header;
            settings = fitted.settings;
        }
        const auto writer = media::open_clip_writer(result.path, header, settings, metadata, on_frame, stop);
        for (int i = 0; i < header.frame_count; ++i) writer->add(at_size(frame_at(i), header));
        writer->finish();
    }
    if (!metadata.empty()) {
        result.sidecar = sidecar_of(result.path);
        write_file(result.sidecar, metadata[recipe_metadata_key] + '\n');
    }
    result.width = header.width;
    result.height = header.height;
    result.frames = header.frame_count;
    result.fps = header.fps;
    result.bytes = bytes_on_disk(result.path);
    result.quality = settings.quality;
    result.seam_before = render.seam_before();
    result.seam_after = render.seam_after();
    return result;
}

ExportEstimate run_estimate(const ExportRequest& request, const ReadExportSource& read_source,
                            const FindUpscaler& upscaler, std::stop_token stop) {
    auto settings = settings_of(request);
    const auto render = make_render(request, read_source(request), settings, upscaler, {}, stop);
    auto header = header_of(render);
    const int rendered = header.frame_count;
    header.frame_count *= times_written(settings);
    ExportEstimate estimate{0, false, header.width, header.height, header.frame_count, header.fps};

    // The trial file lies in the system's folder for temporary files, because the export's folder may not exist yet.
    const auto scratch = fs::temp_directory_path() / "stillwave-estimate";
    const double pixels = static_cast<double>(header.width) * header.height * header.frame_count;
    estimate.exact = rendered <= sampled_frames || (pixels <= pixels_to_encode && settings.upscale == 1);
    const int sampled = estimate.exact ? rendered : sampled_frames;
    std::vector<Image> frames;
    render.run([&](const Image& frame) { frames.push_back(frame); }, sampled, {}, stop);
    const auto frame_at = [&](int index) { return frames[static_cast<std::size_t>(index) % frames.size()]; };
    const auto bytes_of = [&](int count) {
        auto part = header;
        part.frame_count = count;
        return static_cast<double>(encoded_bytes(part, settings, {}, frame_at, scratch, stop));
    };
    double bytes = 0;
    if (estimate.exact) {
        bytes = bytes_of(header.frame_count);
    } else {
        // The first frame takes the most bytes, and those after it about the same each.
        const double more = bytes_of(sampled_frames);
        const double slope = (more - bytes_of(fewer_sampled_frames)) / (sampled_frames - fewer_sampled_frames);
        bytes = more + slope * (header.frame_count - sampled_frames);
    }
    if (settings.size_budget_mb > 0) bytes = std::min(bytes, settings.size_budget_mb * bytes_of_megabyte);
    estimate.bytes = static_cast<std::uint64_t>(std::max(0.0, bytes));
    return estimate;
}

std::vector<LoopVariant> make_loop_variants(ExportSource source, int long_side, std::stop_token stop) {
    ExportSettings small;
    small.long_side = long_side;
    std::vector<LoopVariant> variants;
    for (const auto& choice : export_field("loop").choices) {
        LoopVariant variant;
        variant.loop = std::string(choice.value);
        small.loop = variant.loop;
        try {
            const ExportRender render(source, small, {}, {}, stop);
            variant.clip.fps = render.fps();
            render.run([&](const Image& frame) { variant.clip.frames.push_back(frame); }, render.frame_count(), {},
                       stop);
            variant.seam = render.seam_after();
        } catch (const Error& error) {
            variant.problem = error.what();
        }
        variants.push_back(std::move(variant));
    }
    return variants;
}

std::vector<FormatSummary> list_formats() {
    const auto available = media::available_formats();
    std::vector<FormatSummary> formats;
    for (const auto& format : media::clip_formats()) {
        FormatSummary summary;
        summary.key = std::string(format.key);
        summary.extension = std::string(format.extension);
        for (const auto pixels : format.pixel_formats) summary.pixel_formats.emplace_back(pixels);
        if (std::find(available.begin(), available.end(), summary.key) == available.end())
            summary.problem = "This machine's FFmpeg has no encoder for " + std::string(format.name) + ".";
        formats.push_back(std::move(summary));
    }
    return formats;
}

}  // namespace stillwave
