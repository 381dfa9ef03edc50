#include "export_command.h"

#include <unistd.h>

#include <iostream>
#include <memory>

#include "engine/clip_file.h"
#include "engine/engine.h"
#include "exit_codes.h"
#include "json_lines.h"
#include "progress_view.h"
#include "setting_flags.h"
#include "stop_signals.h"
#include "text_sizes.h"
#include "types/error.h"
#include "types/export_name.h"
#include "types/log.h"

namespace stillwave::cli {
namespace fs = std::filesystem;
namespace {

ExportSettings settings_of(const SettingsLayer& layer) {
    ExportSettings settings;
    apply_settings(settings, layer);
    return settings;
}

// Returns the file's path: -o where that names a file, else a name in the folder that -o gives. The name is the name
// pattern's where one was given, else the clip's own.
fs::path output_path(const ExportOptions& options, const SettingsLayer& layer) {
    const auto settings = settings_of(layer);
    const bool is_folder = options.output.empty() || !options.output.has_filename() || fs::is_directory(options.output);
    if (!is_folder) return options.output;
    auto stem = fs::absolute(options.source).lexically_normal().stem().string();
    if (layer.contains("name_pattern"))
        stem =
            expand_name_pattern(settings.name_pattern, {{"photo", stem}, {"take", stem}, {"format", settings.format}});
    return (options.output / (stem + extension_of_format(settings.format))).lexically_normal();
}

ExportRequest request_of(const ExportOptions& options) {
    ExportRequest request;
    request.source = options.source;
    request.detail = options.detail;
    request.device = options.device;
    request.first = options.first - 1;
    request.last = options.last - 1;
    request.settings = options.settings;
    if (options.force) request.settings["overwrite"] = std::string("replace");
    if (!options.output.empty() && !fs::is_directory(options.output))
        set_format_from_name(request.settings, options.output);
    request.out = output_path(options, request.settings);
    return request;
}

void tell_estimate(const ExportEstimate& estimate, bool json) {
    if (json) {
        write_json_line({{"event", "estimate"},
                         {"bytes", estimate.bytes},
                         {"exact", estimate.exact},
                         {"width", estimate.width},
                         {"height", estimate.height},
                         {"frames", estimate.frames},
                         {"fps", estimate.fps}});
    } else {
        std::cout << (estimate.exact ? "" : "about ") << bytes_text(estimate.bytes) << ": " << estimate.frames
                  << " frames, " << estimate.width << "x" << estimate.height << ", " << estimate.fps << " fps\n";
    }
}

}  // namespace

void set_format_from_name(SettingsLayer& settings, const fs::path& output) {
    const auto named = format_of_name(output);
    const auto given = settings.find("format");
    if (given == settings.end()) settings["format"] = named;
}

void add_export_flags(CLI::App& command, ExportOptions& options) {
    command.add_option("clip", options.source, "A clip, or the folder of a take")->type_name("CLIP|TAKE")->required();
    command.add_option("-o,--output", options.output,
                       "The file, whose ending says the format, or a folder; by default the current folder");
    command.add_option("--first", options.first, "The frame to begin with, from 1")->type_name("N");
    command.add_option("--last", options.last, "The frame to end with; by default the clip's last")->type_name("N");
    command.add_option("--frames-of", options.detail, "A take's frames with photo detail, or the model's own")
        ->type_name("photo|model")
        ->check(CLI::IsMember({"photo", "model"}));
    command.add_option("--device", options.device, "Of the upscaler: auto, cpu, cuda or cuda:N (default auto)");
    command.add_flag("--force", options.force, "Replace a file that is there already");
    command.add_flag("--estimate", options.estimate, "Only say how large the file would be");
    command.add_flag("--json", options.json, "Progress and results on standard output, one JSON object a line");
    command.add_flag("-q,--quiet", options.quiet, "Print errors alone");
    add_setting_flags<ExportSettings>(command, options.settings, "Settings of the export");
}

void tell_export(const ExportResult& result, bool json) {
    if (json) {
        write_json_line({{"event", "exported"},
                         {"path", result.path.string()},
                         {"recipe", result.sidecar.string()},
                         {"width", result.width},
                         {"height", result.height},
                         {"frames", result.frames},
                         {"fps", result.fps},
                         {"bytes", result.bytes},
                         {"quality", result.quality},
                         {"seam_before", result.seam_before},
                         {"seam_after", result.seam_after}});
    } else {
        std::cout << result.path.string() << ": " << result.frames << " frames, " << result.width << "x"
                  << result.height << ", " << result.fps << " fps, " << bytes_text(result.bytes) << ", seam "
                  << result.seam_before << " -> " << result.seam_after << '\n';
    }
}

int run_export(const ExportOptions& options) {
    const StopSignals signals;
    if (options.quiet) log::set_level(log::Level::error);
    const std::unique_ptr<Exporter> exporter = make_local_engine();
    const auto request = request_of(options);
    try {
        if (options.estimate) {
            tell_estimate(exporter->estimate_export(request, signals.token()), options.json);
            return exit_ok;
        }
        ProgressView view(options.json                 ? ProgressStyle::json
                          : options.quiet              ? ProgressStyle::none
                          : isatty(STDERR_FILENO) != 0 ? ProgressStyle::bar
                                                       : ProgressStyle::lines,
                          options.source.filename().string());
        const auto result = exporter->export_clip(
            request, [&](const Progress& progress) { view.show(progress); }, signals.token());
        view.clear();
        if (!options.quiet || options.json) tell_export(result, options.json);
    } catch (const Cancelled&) {
        if (options.json) write_json_line({{"event", "cancelled"}});
        if (!options.json && !options.quiet) std::cerr << "Stopped; no unfinished file was left.\n";
        return exit_cancelled;
    }
    return exit_ok;
}

}  // namespace stillwave::cli
