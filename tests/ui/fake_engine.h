#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "engine/clip_file.h"
#include "engine/engine.h"
#include "engine/recipe_file.h"
#include "engine/resolve_settings.h"
#include "engine/take.h"
#include "types/error.h"

namespace stillwave::test {

/// The script of FakeEngines: the test and its engines share it, and the test may change it while they run.
struct Script {
    struct Failure {
        Stage stage = Stage::sample;
        ErrorCode code = ErrorCode::internal;
        std::string message = "It failed.";
        std::string detail;
    };

    std::mutex mutex;
    // The members below are guarded by the mutex.
    std::map<std::int64_t, Failure> failing_seeds;  ///< jobs with these seeds fail
    std::map<std::string, Failure> failing_photos;  ///< jobs with these photos (file names) fail
    std::set<std::string> unreadable;               ///< photos (file names) that read_picture refuses
    std::vector<AnimationRequest> requests;         ///< the requests of all runs, in order
    std::vector<ExportRequest> exports;             ///< the requests of all exports, in order
    std::optional<Failure> export_failure;          ///< all exports fail
    std::optional<Failure> preview_failure;         ///< all previews of controls fail
    std::map<std::string, RecipeSummary> recipes;   ///< the recipes of clips, by their file names
    std::set<std::string> missing_formats;          ///< the formats that this machine cannot write
    bool has_models = true;

    std::atomic<int> step_ms = 0;   ///< a sampling step takes this long
    std::atomic<int> frame_ms = 0;  ///< decoding a frame takes this long
    std::atomic<int> photo_width = 64;
    std::atomic<int> photo_height = 48;
    std::atomic<int> pictures_read = 0;
    std::atomic<int> estimates = 0;     ///< how many estimates of animations were asked for
    std::atomic<int> preparations = 0;  ///< how often the model was prepared

    void fail_photo(const std::string& name, Failure failure) {
        const std::lock_guard lock(mutex);
        failing_photos[name] = std::move(failure);
    }
    void fail_seed(std::int64_t seed, Failure failure) {
        const std::lock_guard lock(mutex);
        failing_seeds[seed] = std::move(failure);
    }
    void mend() {
        const std::lock_guard lock(mutex);
        failing_seeds.clear();
        failing_photos.clear();
        export_failure.reset();
        preview_failure.reset();
        unreadable.clear();
    }
    std::vector<AnimationRequest> seen() {
        const std::lock_guard lock(mutex);
        return requests;
    }
};

/// An image of one colour that depends on `shade`.
inline Image plain_picture(int width, int height, int shade) {
    const auto count = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * Image::channels;
    return {width, height, std::vector<std::uint8_t>(count, static_cast<std::uint8_t>(shade % 256))};
}

/// Confidence maps in whose left half all is the photo's and in whose right half nothing is.
inline std::vector<Image> half_trusted(const Clip& clip) {
    const int width = clip.frames.front().width;
    const int height = clip.frames.front().height;
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) pixels.insert(pixels.end(), Image::channels, x < width / 2 ? 255 : 0);
    return std::vector<Image>(clip.frames.size(), Image(width, height, std::move(pixels)));
}

/// An engine without a model. It sends what a real engine sends, writes real take folders, and fails or waits as its
/// script says.
class FakeEngine : public Engine {
  public:
    explicit FakeEngine(std::shared_ptr<Script> script) : script_(std::move(script)) {}

    AnimationEstimate estimate_animation(const AnimationRequest& request) override {
        ++script_->estimates;
        AnimationEstimate estimate{90, 1'100'000'000, 8'000'000'000, "as fast as it goes", true};
        if (request.memory_budget_bytes > 0) estimate.budget_bytes = request.memory_budget_bytes;
        estimate.fits = estimate.memory_bytes <= estimate.budget_bytes;
        return estimate;
    }

    /// The frames grow brighter from one to the next.
    Clip preview_controls(const AnimationRequest& request, std::stop_token) override {
        {
            const std::lock_guard lock(script_->mutex);
            if (script_->preview_failure)
                throw Error(script_->preview_failure->code, script_->preview_failure->message);
        }
        AnimationSettings settings;
        apply_settings(settings, request.settings);
        Clip clip{{}, static_cast<double>(settings.fps)};
        if (request.controls.motion_brushes.empty() && !request.controls.camera.moves()) return clip;
        for (int frame = 0; frame < settings.num_frames; ++frame)
            clip.frames.push_back(
                plain_picture(static_cast<int>(settings.width), static_cast<int>(settings.height), frame * 10));
        return clip;
    }

    void prepare(const AnimationRequest&) override { ++script_->preparations; }

    AnimationResult animate(const AnimationRequest& request, const ProgressCallback& progress,
                            std::stop_token stop) override {
        const auto card = model(request.model);
        const int photo_width = script_->photo_width;
        const int photo_height = script_->photo_height;
        AnimationResult result;
        result.settings = resolve_settings(request.settings, request.recipe,
                                           {card.card, card.num_frames, card.size_multiple, card.can_align_your_steps},
                                           photo_width, photo_height, [] { return 7U; });
        const auto failure = failure_of(request, result.settings.seed);
        const auto steps = static_cast<int>(result.settings.num_inference_steps);
        const auto frames = static_cast<int>(result.settings.num_frames);
        const auto reach = [&](Stage stage, int step, int total, std::vector<Image> preview = {}) {
            if (stop.stop_requested()) throw Cancelled{};
            if (failure && failure->stage == stage) throw Error(failure->code, failure->message, failure->detail);
            progress({stage, step, total, std::move(preview)});
            if (stop.stop_requested()) throw Cancelled{};
        };

        for (const auto stage : {Stage::load, Stage::image_encoder, Stage::vae_encode}) reach(stage, 1, 1);
        for (int step = 1; step <= steps; ++step) {
            wait(script_->step_ms, stop);
            result.report.step_seconds.push_back(script_->step_ms / 1000.0);
            reach(Stage::sample, step, steps,
                  std::vector<Image>(static_cast<std::size_t>(frames), plain_picture(32, 18, step)));
        }
        for (int frame = 1; frame <= frames; ++frame) {
            wait(script_->frame_ms, stop);
            result.clip.frames.push_back(plain_picture(static_cast<int>(result.settings.width),
                                                       static_cast<int>(result.settings.height), frame * 10));
            reach(Stage::decode, frame, frames, {result.clip.frames.back()});
        }
        result.clip.fps = static_cast<double>(result.settings.fps);
        result.model_name = card.name;
        result.model_hash = std::string(64, '0');
        result.device = "cpu";
        result.dtype = "float32";
        result.threads = 1;
        result.crop = {0, 0, static_cast<double>(photo_width), static_cast<double>(photo_height)};
        result.report.stage_seconds = {{"load", 100}, {"vae_encode", 1}, {"decode", 2}};
        if (!request.take_folder.empty()) keep(request, result, plain_picture(photo_width, photo_height, 0));
        return result;
    }

    ExportResult export_clip(const ExportRequest& request, const ProgressCallback& progress,
                             std::stop_token stop) override {
        {
            const std::lock_guard lock(script_->mutex);
            script_->exports.push_back(request);
            if (script_->export_failure)
                throw Error(script_->export_failure->code, script_->export_failure->message,
                            script_->export_failure->detail);
        }
        for (int frame = 1; frame <= 14; ++frame) {
            wait(script_->frame_ms, stop);
            if (stop.stop_requested()) throw Cancelled{};
            progress({Stage::write, frame, 14, {}});
        }
        std::filesystem::create_directories(request.out.parent_path());
        std::ofstream(request.out) << "a clip";
        ExportResult result;
        result.path = request.out;
        result.width = 256;
        result.height = 144;
        result.frames = 14;
        result.fps = 7;
        result.bytes = std::filesystem::file_size(request.out);
        result.quality = 80;
        return result;
    }

    /// The estimate grows with the quality.
    ExportEstimate estimate_export(const ExportRequest& request, std::stop_token) override {
        ExportSettings settings;
        apply_settings(settings, request.settings);
        return {static_cast<std::uint64_t>(settings.quality) * 10000, false, 256, 144, 14, 7};
    }

    std::vector<LoopVariant> loop_variants(const ExportRequest&, int long_side, std::stop_token) override {
        std::vector<LoopVariant> variants;
        for (const auto& choice : export_field("loop").choices) {
            LoopVariant variant;
            variant.loop = choice.value;
            variant.seam = variants.empty() ? 2.0 : 0.5;
            variant.clip.fps = 7;
            for (int frame = 0; frame < 5; ++frame)
                variant.clip.frames.push_back(plain_picture(long_side, long_side / 2, frame * 20));
            variants.push_back(std::move(variant));
        }
        return variants;
    }

    RecipeSummary read_recipe(const std::filesystem::path& path) override {
        const std::lock_guard lock(script_->mutex);
        const auto known = script_->recipes.find(path.filename().string());
        if (known == script_->recipes.end())
            throw Error(ErrorCode::clip_unreadable, path.string() + " carries no recipe.");
        return known->second;
    }

    PictureResult read_picture(const PictureRequest& request) override {
        {
            const std::lock_guard lock(script_->mutex);
            if (script_->unreadable.contains(request.path.filename().string()))
                throw Error(ErrorCode::photo_unreadable, request.path.string() + " is not a picture.");
        }
        ++script_->pictures_read;
        const int width = script_->photo_width;
        const int height = script_->photo_height;
        return {plain_picture(width, height, 128), width, height};
    }

    EngineDescription describe() override {
        const std::lock_guard lock(script_->mutex);
        EngineDescription description;
        description.device = {"cpu", "float32", "There is no graphics card here."};
        description.machine.memory_bytes = 16'000'000'000;
        description.machine.available_memory_bytes = 12'000'000'000;
        for (const auto& choice : export_field("format").choices) {
            const std::string key(choice.value);
            description.formats.push_back(
                {key,
                 extension_of_format(key),
                 {"yuv420p"},
                 script_->missing_formats.contains(key) ? "There is no encoder for " + key + "." : ""});
        }
        description.upscalers = {{"realesr-animevideov3", "realesr-animevideov3", 4, {}}};
        if (script_->has_models) {
            description.models = models();
            description.default_model = "starter";
        }
        return description;
    }

    ModelSummary find_model(const std::string&) override { return models().front(); }

    /// A file called "merge" tells nothing of its variant.
    ModelSummary add_model(const std::filesystem::path& path, const std::string& variant, bool) override {
        if (path.extension() != ".safetensors") throw Error(ErrorCode::model_invalid, path.string() + " is no model.");
        auto added = models().back();
        added.name = path.stem().string();
        added.path = path;
        if (added.name == "merge" && variant.empty()) added.frames_warning = "Nothing tells.";
        if (!added.frames_warning.empty() || variant == "svd") added.num_frames = 14;
        return added;
    }

    void rest() override {}

    static std::vector<ModelSummary> models() {
        ModelSummary starter;
        starter.name = "starter";
        starter.variant = "starter";
        starter.size_multiple = 8;
        starter.card = {{"width", std::int64_t{256}},
                        {"height", std::int64_t{144}},
                        {"num_frames", std::int64_t{14}},
                        {"num_inference_steps", std::int64_t{4}}};
        ModelSummary xt;
        xt.name = "SVD-XT";
        xt.variant = "SVD-XT";
        xt.num_frames = 25;
        return {starter, xt};
    }

  private:
    static ModelSummary model(const std::string& name) {
        for (const auto& known : models())
            if (name.empty() || known.name == name) return known;
        throw Error(ErrorCode::model_not_found, "There is no model '" + name + "'.");
    }

    // Every request is recorded too.
    std::optional<Script::Failure> failure_of(const AnimationRequest& request, std::int64_t seed) {
        const std::lock_guard lock(script_->mutex);
        script_->requests.push_back(request);
        if (const auto found = script_->failing_seeds.find(seed); found != script_->failing_seeds.end())
            return found->second;
        const auto found = script_->failing_photos.find(request.photo_path.filename().string());
        if (found != script_->failing_photos.end()) return found->second;
        return {};
    }

    static void wait(int ms, const std::stop_token& stop) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms);
        while (!stop.stop_requested() && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }

    static void keep(const AnimationRequest& request, const AnimationResult& result, const Image& photo) {
        std::filesystem::create_directories(request.take_folder);
        write_frames(take_frames_path(request.take_folder, TakeFrames::model), result.clip.frames);
        if (result.settings.detail == "photo") {
            write_frames(take_frames_path(request.take_folder, TakeFrames::photo_detail), result.clip.frames);
            write_frames(take_frames_path(request.take_folder, TakeFrames::confidence), half_trusted(result.clip));
        }
        const auto file = take_recipe_path(request.take_folder);
        std::ofstream(file) << recipe_to_json(make_recipe(result, photo, request.photo_path, file));
    }

    std::shared_ptr<Script> script_;
};

}  // namespace stillwave::test
