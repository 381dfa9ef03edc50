#include "animate_command.h"

#include <unistd.h>

#include <chrono>
#include <iostream>

#include "engine/clip_file.h"
#include "engine/engine.h"
#include "engine/photo.h"
#include "engine/recipe_file.h"
#include "engine/take.h"
#include "exit_codes.h"
#include "export_command.h"
#include "json_lines.h"
#include "output_paths.h"
#include "progress_view.h"
#include "run_report_json.h"
#include "stop_signals.h"
#include "text_sizes.h"
#include "types/log.h"
#include "types/names.h"
#include "types/settings_json.h"

namespace stillwave::cli {
namespace fs = std::filesystem;
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

ProgressStyle progress_style(const AnimateOptions& options) {
    if (options.json) return ProgressStyle::json;
    if (options.quiet) return ProgressStyle::none;
    return isatty(STDERR_FILENO) != 0 ? ProgressStyle::bar : ProgressStyle::lines;
}

/// The path of a temporary take that an export is made from; the destructor removes the take.
class TemporaryTake {
  public:
    explicit TemporaryTake(const fs::path& folder) : path_(folder / (".stillwave-take-" + std::to_string(getpid()))) {}
    ~TemporaryTake() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    TemporaryTake(const TemporaryTake&) = delete;
    TemporaryTake& operator=(const TemporaryTake&) = delete;

    const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

std::string format_of(const SettingsLayer& exports) {
    ExportSettings settings;
    apply_settings(settings, exports);
    return settings.format;
}

SettingsLayer export_settings(const AnimateOptions& options) {
    auto settings = options.exports;
    if (settings.empty()) return settings;
    const bool named = options.photos.size() < 2 && options.output.has_filename() && !fs::is_directory(options.output);
    if (named) set_format_from_name(settings, options.output);
    // OutputPaths has checked that the file may be replaced.
    settings["overwrite"] = std::string("replace");
    return settings;
}

/// One run of the command: the engine, the settings and the paths that all its photos share.
class AnimateRun {
  public:
    explicit AnimateRun(const AnimateOptions& options)
        : options_(options),
          exports_(export_settings(options)),
          outputs_(options.output, std::max<std::size_t>(1, options.photos.size()), options.force,
                   extension_of_format(format_of(exports_))),
          engine_(make_local_engine()) {
        request_.settings = options.settings;
        request_.model = options.model;
        request_.dump_tensors = options.dump_tensors;
        if (!options.device.empty()) request_.device = options.device;
        if (!options.dtype.empty()) request_.dtype = options.dtype;
        request_.memory_budget_bytes = static_cast<std::uint64_t>(options.memory_budget_gb * 1e9);
        if (!recipe_source_of(options).empty()) apply_recipe();
        if (!options.settings_file.empty())
            for (auto& [key, value] : read_settings_file(options.settings_file))
                request_.recipe.insert_or_assign(key, value);
        request_.controls = controls_of(options.controls, request_.controls);
        AnimationSettings known;
        apply_settings(known, request_.recipe);
        apply_settings(known, request_.settings);
        background_ = known.background;
        introduce_starter();
    }

    std::vector<fs::path> photos() const {
        if (!recipe_) return options_.photos;
        return {options_.recipe_photo.empty() ? recipe_photo_path(*recipe_, recipe_source_of(options_))
                                              : options_.recipe_photo};
    }

    /// Prints the time and the memory that the photo's clip would take. Throws Error.
    void estimate(const fs::path& photo_path) {
        request_.photo = read_recipe_or_plain_photo(photo_path);
        const auto estimate = engine_->estimate_animation(request_);
        if (options_.json) {
            write_json_line({{"event", "estimate"},
                             {"photo", photo_path.string()},
                             {"seconds", estimate.seconds},
                             {"memory_bytes", estimate.memory_bytes},
                             {"budget_bytes", estimate.budget_bytes},
                             {"memory", estimate.memory},
                             {"fits", estimate.fits}});
            return;
        }
        std::cout << photo_path.string() << ": about " << clock_text(estimate.seconds) << " and "
                  << bytes_text(estimate.memory_bytes) << " of the " << bytes_text(estimate.budget_bytes)
                  << " that may be used (" << estimate.memory << ")" << (estimate.fits ? "" : ": that is too much")
                  << '\n';
    }

    /// Makes and writes the photo's clip. Throws Error and Cancelled.
    void animate(const fs::path& photo_path, std::stop_token stop) {
        const auto start = Clock::now();
        ProgressView view(progress_style(options_), photo_path.filename().string());
        const auto show = [&](const Progress& progress) { view.show(progress); };
        request_.photo = read_recipe_or_plain_photo(photo_path);
        const TemporaryTake temporary(outputs_.folder());
        const auto take = options_.take.empty() ? temporary.path() : options_.take;
        if (!exports_.empty() || !options_.take.empty()) {
            request_.photo_path = photo_path;
            request_.take_folder = take;
        }
        auto result = engine_->animate(request_, show, stop);
        if (exports_.empty() && !options_.take.empty()) {
            const auto which = result.settings.detail == "photo" ? TakeFrames::photo_detail : TakeFrames::model;
            result.clip.frames = read_frames(take_frames_path(take, which));
        }
        auto clip_path = outputs_.clip_path(photo_path);
        const auto recipe = make_recipe(result, request_.photo, photo_path, clip_path);
        const auto write_start = Clock::now();
        std::optional<ExportResult> exported;
        if (exports_.empty()) {
            write_clip(result.clip, recipe, clip_path, show, stop);
        } else {
            ExportRequest request;
            request.source = take;
            request.settings = exports_;
            request.out = clip_path;
            request.device = request_.device;
            exported = engine_->export_clip(request, show, stop);
            clip_path = exported->path;
        }
        const RunTimes times{seconds_since(write_start), seconds_since(start)};
        view.clear();
        if (recipe_) warn_of_other_result(result);
        if (!options_.report.empty()) write_run_report(options_.report, result, photo_path, clip_path, times);
        if (exported && !options_.quiet) tell_export(*exported, options_.json);
        if (!exported || options_.json) tell(photo_path, clip_path, result, recipe, times);
    }

  private:
    void apply_recipe() {
        const auto source = recipe_source_of(options_);
        recipe_ = options_.recipe_source.empty() ? read_take_recipe(options_.controls.take()) : read_recipe(source);
        request_.recipe = recipe_->settings;
        if (options_.recipe_source.empty()) {
            // A clip that begins with a take has a seed of its own, and the take's controls were for its photo.
            request_.recipe.erase("seed");
        } else {
            request_.controls = recipe_controls(*recipe_, source);
        }
        request_.threads = recipe_->threads;
        if (request_.model.empty()) request_.model = recipe_->model_name;
        if (options_.device.empty()) request_.device = recipe_->device;
        if (options_.dtype.empty()) request_.dtype = recipe_->dtype;
        if (options_.device.empty() && !has_device(recipe_->device)) {
            log::warning("The recipe's device " + recipe_->device +
                         " is not there, so another one computes and the clip will differ a little.");
            request_.device = "auto";
            if (options_.dtype.empty()) request_.dtype = "auto";
        }
        if (recipe_->build != current_build())
            log::warning("The recipe's clip was made by another build (Stillwave " + recipe_->build.version + ", " +
                         recipe_->build.compiler + ", libtorch " + recipe_->build.libtorch +
                         "), so this one may differ a little.");
    }

    bool has_device(const std::string& device) const {
        if (device == "cpu") return true;
        const auto cards = engine_->describe().machine.cuda_devices;
        return std::any_of(cards.begin(), cards.end(), [&](const CudaDevice& card) { return card.id == device; });
    }

    Image read_recipe_or_plain_photo(const fs::path& path) const {
        if (!recipe_) return read_photo(path, background_);
        try {
            const auto photo = read_photo(path, background_);
            check_recipe_photo(*recipe_, photo, path);
            return photo;
        } catch (const Error& error) {
            if (error.code() != ErrorCode::photo_unreadable || !options_.recipe_photo.empty()) throw;
            throw Error(error.code(),
                        "The recipe's photo cannot be read. " + std::string(error.what()) +
                            " Say with --photo where it is now.",
                        error.detail());
        }
    }

    void warn_of_other_result(const AnimationResult& result) const {
        if (result.model_hash != recipe_->model_hash)
            log::warning("The model '" + result.model_name + "' has other weights than the recipe's ('" +
                         recipe_->model_name + "'), so the clip differs.");
        if (result.device != recipe_->device || result.dtype != recipe_->dtype)
            log::warning("The recipe's clip was computed on " + recipe_->device + " in " + recipe_->dtype +
                         ", this one on " + result.device + " in " + result.dtype + "; it may differ a little.");
        if (result.threads != recipe_->threads)
            log::warning("The recipe's clip was computed with " + std::to_string(recipe_->threads) +
                         " threads, this one with " + std::to_string(result.threads) + "; it may differ a little.");
    }

    void introduce_starter() const {
        if (options_.json || options_.quiet) return;
        const auto notice = engine_->find_model(request_.model).notice;
        if (!notice.empty()) std::cerr << notice << '\n';
    }

    void tell(const fs::path& photo, const fs::path& clip, const AnimationResult& result, const Recipe& recipe,
              const RunTimes& times) const {
        if (options_.json) {
            write_json_line({{"event", "result"},
                             {"photo", photo.string()},
                             {"clip", clip.string()},
                             {"seconds", times.total_seconds},
                             {"recipe", nlohmann::json::parse(recipe_to_json(recipe))}});
        } else if (!options_.quiet) {
            const auto& first = result.clip.frames.front();
            std::cout << clip.string() << ": " << result.clip.frames.size() << " frames, " << first.width << "x"
                      << first.height << ", " << result.settings.fps << " fps, seed " << result.settings.seed << ", "
                      << clock_text(times.total_seconds) << '\n';
        }
    }

    const AnimateOptions& options_;
    SettingsLayer exports_;  // empty: the clip is written as it is
    OutputPaths outputs_;
    std::unique_ptr<Engine> engine_;
    AnimationRequest request_;
    std::optional<Recipe> recipe_;
    std::string background_;
};

void tell_failure(const AnimateOptions& options, const fs::path& photo, const Error& error) {
    if (options.json) {
        write_json_line({{"event", "error"},
                         {"photo", photo.string()},
                         {"code", error_code_name(error.code())},
                         {"message", error.what()},
                         {"detail", error.detail()}});
    } else {
        log::error(photo.string() + ": " + error.what());
        if (options.verbose && !error.detail().empty()) log::error(error.detail());
    }
}

}  // namespace

int run_animate(const AnimateOptions& options) {
    check_animate_options(options);
    // The signals are blocked before libtorch starts its threads, which inherit that.
    const StopSignals signals;
    if (options.quiet) log::set_level(log::Level::error);
    if (options.verbose) log::set_level(log::Level::info);

    AnimateRun run(options);
    const auto photos = run.photos();
    int failures = 0;
    int code = exit_ok;
    try {
        for (const auto& photo : photos) {
            try {
                if (options.estimate) {
                    run.estimate(photo);
                } else {
                    run.animate(photo, signals.token());
                }
            } catch (const Error& error) {
                tell_failure(options, photo, error);
                ++failures;
                code = exit_code(error.code());
            }
        }
    } catch (const Cancelled&) {
        if (options.json) write_json_line({{"event", "cancelled"}});
        if (!options.json && !options.quiet) std::cerr << "Stopped; no unfinished clip was left.\n";
        return exit_cancelled;
    }
    if (photos.size() > 1 && options.estimate) return failures > 0 ? exit_failed : exit_ok;
    if (photos.size() > 1) {
        const auto done = photos.size() - static_cast<std::size_t>(failures);
        if (options.json) write_json_line({{"event", "summary"}, {"clips", done}, {"failures", failures}});
        if (!options.json && !options.quiet)
            std::cout << done << " of " << photos.size() << " photos became clips"
                      << (failures > 0 ? "; what failed is named above." : ".") << '\n';
        if (failures > 0) code = exit_failed;
    }
    return code;
}

}  // namespace stillwave::cli
