#include <ATen/Parallel.h>

#include <chrono>
#include <random>

#include "engine/animation_engine.h"
#include "engine/describe.h"
#include "engine/detail_stage.h"
#include "engine/frames.h"
#include "engine/loaded_model.h"
#include "engine/photo.h"
#include "engine/picture.h"
#include "engine/read_export_source.h"
#include "engine/recipe.h"
#include "engine/resolve_settings.h"
#include "engine/run_report.h"
#include "engine/take_keeper.h"
#include "exporting/export_run.h"
#include "memory/device_info.h"
#include "memory/memory_ladder.h"
#include "models/model_store.h"
#include "models/upscaler_store.h"
#include "motion/clip_check.h"
#include "nn/cpu_memory.h"
#include "nn/error_boundary.h"
#include "nn/mapped_file.h"
#include "nn/safetensors.h"
#include "svd/sigmas.h"
#include "types/log.h"

namespace stillwave {
namespace {

// Outside these the model's motion is known to break down (it was trained around 6 and 7 fps).
constexpr std::int64_t slow_fps = 5;
constexpr std::int64_t fast_fps = 30;

std::uint32_t draw_seed() {
    return std::random_device()();
}

Stage to_stage(svd::PipelineStage stage) {
    switch (stage) {
        case svd::PipelineStage::image_encoder:
            return Stage::image_encoder;
        case svd::PipelineStage::vae_encode:
            return Stage::vae_encode;
        case svd::PipelineStage::sample:
            return Stage::sample;
        case svd::PipelineStage::decode:
            return Stage::decode;
    }
    return Stage::sample;
}

svd::PipelineCall to_call(const AnimationSettings& settings) {
    svd::PipelineCall call;
    call.width = settings.width;
    call.height = settings.height;
    call.num_frames = settings.num_frames;
    call.num_inference_steps = settings.num_inference_steps;
    call.min_guidance_scale = settings.min_guidance_scale;
    call.max_guidance_scale = settings.max_guidance_scale;
    call.fps = settings.fps;
    call.motion_bucket_id = settings.motion_bucket_id;
    call.noise_aug_strength = settings.noise_aug_strength;
    call.decode_chunk_size = settings.decode_chunk_size;
    call.loop_latents = settings.loop_latents == "on";
    call.scheduler = settings.scheduler == "lcm" ? svd::SchedulerKind::lcm : svd::SchedulerKind::euler;
    call.sigma_schedule = settings.sigma_schedule == "align_your_steps" ? svd::SigmaSchedule::align_your_steps
                                                                        : svd::SigmaSchedule::karras;
    call.guidance_sigma_min = settings.guidance_sigma_min;
    call.guidance_sigma_max = settings.guidance_sigma_max;
    call.deep_cache_interval = settings.deep_cache_interval;
    call.free_u = {settings.freeu_b1, settings.freeu_b2, settings.freeu_s1, settings.freeu_s2};
    call.seed = static_cast<std::uint64_t>(settings.seed);
    return call;
}

void warn_of_fps(std::int64_t fps) {
    if (fps < slow_fps || fps > fast_fps)
        log::warning("At " + std::to_string(fps) + " fps the model's motion is seldom good; from " +
                     std::to_string(slow_fps) + " to " + std::to_string(fast_fps) + " it is at its best.");
}

/// Warns where nobody asked for a number of frames and the model's own is a guess.
void warn_of_frames(const AnimationRequest& request, const LoadedModel& model) {
    const bool asked = request.settings.contains("num_frames") || request.recipe.contains("num_frames");
    if (!asked && !model.frames_warning.empty()) log::warning(model.frames_warning);
}

// The photo's pixels. Settings that no model could take fail before one is loaded.
Image checked_photo(const AnimationRequest& request) {
    AnimationSettings scratch;
    apply_settings(scratch, request.recipe);
    apply_settings(scratch, request.settings);
    if (!request.photo.empty()) return request.photo;
    if (request.photo_path.empty()) throw Error(ErrorCode::photo_unreadable, "The photo holds no pixels.");
    return read_photo(request.photo_path, scratch.background);
}

class LocalEngine : public AnimationEngine {
  public:
    LocalEngine() { nn::reuse_cpu_memory(); }

    AnimationResult animate(const AnimationRequest& request, const ProgressCallback& progress,
                            std::stop_token stop) override {
        const struct GiveBack {
            ~GiveBack() { nn::give_back_cpu_memory(); }
        } at_the_end;
        return with_error_boundary([&] {
            return run(
                request, progress ? progress : [](const Progress&) {}, stop);
        });
    }

    ExportResult export_clip(const ExportRequest& request, const ProgressCallback& progress,
                             std::stop_token stop) override {
        return with_error_boundary(
            [&] { return run_export(request, read_export_source, find_upscaler_, progress, stop); });
    }

    ExportEstimate estimate_export(const ExportRequest& request, std::stop_token stop) override {
        return with_error_boundary([&] { return run_estimate(request, read_export_source, find_upscaler_, stop); });
    }

    std::vector<LoopVariant> loop_variants(const ExportRequest& request, int long_side, std::stop_token stop) override {
        return with_error_boundary([&] { return make_loop_variants(read_export_source(request), long_side, stop); });
    }

    RecipeSummary read_recipe(const std::filesystem::path& path) override {
        return with_error_boundary([&] {
            const auto recipe = stillwave::read_recipe(path);
            return RecipeSummary{recipe.settings, recipe.model_name, recipe_photo_path(recipe, path)};
        });
    }

    PictureResult read_picture(const PictureRequest& request) override {
        return with_error_boundary([&] { return read_shrunk_photo(request); });
    }

    EngineDescription describe() override {
        return with_error_boundary([] { return describe_engine(); });
    }

    ModelSummary add_model(const std::filesystem::path& path, const std::string& variant) override {
        return with_error_boundary([&] { return summary(ModelStore().add(path, ModelStore::AddMode::link, variant)); });
    }

    AnimationEstimate estimate_animation(const AnimationRequest& request) override {
        return with_error_boundary([&] {
            const auto choice = choose_device(request.device, request.dtype);
            const auto& model = load(request.model, choice);
            // Which way round the photo is matters only where no size is asked for.
            AnimationSettings asked;
            apply_settings(asked, request.recipe);
            apply_settings(asked, request.settings);
            const bool is_sized = asked.width > 0 && asked.height > 0;
            const auto photo = is_sized ? Image() : checked_photo(request);
            const auto settings = resolve(request, model, photo.width, photo.height);
            svd::check_size(model.pipeline.config(), settings.width, settings.height);
            return plan_memory(planned_clip(request, settings, model), choice, process_bytes_, available_bytes(choice))
                .estimate;
        });
    }

    void prepare(const AnimationRequest& request) override {
        with_error_boundary([&] {
            const auto choice = choose_device(request.device, request.dtype);
            load(request.model, choice);
            // The system reads what the first steps would wait for.
            for (const auto& file : ModelStore().resolve(request.model).weight_files) nn::read_ahead(file);
        });
    }

    void rest() override {
        model_.reset();
        upscaler_.reset();
        nn::give_back_cpu_memory();
    }

  private:
    AnimationResult run(const AnimationRequest& request, const ProgressCallback& callback, std::stop_token stop) {
        const auto photo = checked_photo(request);
        const auto choice = choose_device(request.device, request.dtype);
        log::info("Computing on " + choice.device + " in " + choice.dtype + ": " + choice.reason);
        at::set_num_threads(request.threads > 0 ? request.threads : default_threads_);

        RunReport report(choice.device);
        const auto progress = [&](const Progress& update) {
            const auto start = std::chrono::steady_clock::now();
            callback(update);
            report.leave_out(std::chrono::steady_clock::now() - start);
        };
        report.begin(Stage::load);
        progress({Stage::load, 0, 1, {}});
        const auto& model = load(request.model, choice);
        progress({Stage::load, 1, 1, {}});
        if (stop.stop_requested()) throw Cancelled();

        AnimationResult result;
        result.settings = resolve(request, model, photo.width, photo.height);
        const auto& settings = result.settings;
        svd::check_size(model.pipeline.config(), settings.width, settings.height);
        warn_of_fps(settings.fps);
        warn_of_frames(request, model);
        const auto plan = plan_for(request, settings, model, choice);
        const auto picture = fit_photo(photo, settings);
        const auto pixels = image_to_pixels(picture.image);
        const TakeKeeper take(request, photo, model.hash, choice, settings);

        const auto on_progress = [&](const svd::PipelineProgress& update) {
            const auto stage = to_stage(update.stage);
            if (update.step == 0) {
                report.begin(stage);
            } else if (stage == Stage::sample) {
                report.step_done();
            }
            progress({stage, static_cast<int>(update.step), static_cast<int>(update.total),
                      update.preview.defined() ? frames_to_clip(update.preview, 0).frames : std::vector<Image>()});
        };
        const bool dump = !request.dump_tensors.empty();
        auto call = to_call(settings);
        svd::PipelineOutput output;
        if (const auto kept = take.latents(); kept && !dump) output.latents = *kept;
        svd::SamplingState state;
        const auto keep_state = [&](const svd::PipelineProgress& update) {
            // The run's tensors are of a whole run.
            if (update.state.latents.defined() && !dump) state = update.state;
            on_progress(update);
        };
        const auto& step = step_down_when_memory_runs_out(plan.steps, [&](const LadderStep& attempt) {
            const auto& pipeline = load(request.model, attempt.choice, attempt.rung.residencies).pipeline;
            call.layout = attempt.rung.layout;
            if (!output.latents.defined()) {
                output = pipeline.sample(pixels, call, keep_state, stop, dump, state);
                take.keep_latents(output.latents);
            }
            output.frames = pipeline.decode(output.latents, call, on_progress, stop);
        });
        if (dump) {
            output.tensors["pixels"] = pixels;
            output.tensors["frames"] = output.frames;
            nn::save_safetensors(request.dump_tensors, output.tensors);
        }
        check_frames(output.frames);
        result.clip = frames_to_clip(output.frames, static_cast<double>(settings.fps));
        motion::check_clip(result.clip, picture.image);
        take.keep_frames(TakeFrames::model, result.clip);

        if (settings.detail == "photo") {
            report.begin(Stage::photo_detail);
            progress({Stage::photo_detail, 0, static_cast<int>(settings.num_frames), {}});
            auto detailed = add_photo_detail(result.clip, full_resolution(photo, picture, settings), settings,
                                             find_upscaler_, choice.device, progress, stop);
            result.clip = std::move(detailed.clip);
            motion::check_clip(result.clip, picture.image);
            report.begin(Stage::write);
            take.keep_frames(TakeFrames::photo_detail, result.clip);
            take.keep_frames(TakeFrames::confidence, {std::move(detailed.confidence_maps), result.clip.fps});
        }

        result.model_name = model_->name;
        result.model_hash = model_->hash;
        result.device = step.choice.device;
        result.dtype = step.choice.dtype;
        result.threads = at::get_num_threads();
        result.crop = picture.crop;
        result.report = report.finish();
        result.report.memory = step.rung.name;
        result.report.predicted_bytes = plan.estimate.memory_bytes;
        result.report.predicted_seconds = plan.estimate.seconds;
        take.finish(result);
        return result;
    }

    static AnimationSettings resolve(const AnimationRequest& request, const LoadedModel& model, int photo_width,
                                     int photo_height) {
        const auto& config = model.pipeline.config();
        return resolve_settings(
            request.settings, request.recipe,
            {model.card, config.unet.num_frames, config.size_multiple(), svd::can_align_your_steps(config.scheduler)},
            photo_width, photo_height, draw_seed);
    }

    static PlannedClip planned_clip(const AnimationRequest& request, const AnimationSettings& settings,
                                    const LoadedModel& model) {
        PlannedClip clip{model.pipeline.config(), model.files_dtype, to_call(settings)};
        clip.memory_budget_bytes = request.memory_budget_bytes;
        clip.float8 = settings.weight_storage == "float8";
        if (settings.detail == "photo") {
            const auto long_side = static_cast<double>(settings.detail_size);
            const auto shape = static_cast<double>(settings.height) / static_cast<double>(settings.width);
            clip.photo_detail_pixels =
                static_cast<double>(settings.num_frames) * long_side * long_side * std::min(shape, 1 / shape);
        }
        return clip;
    }

    MemoryPlan plan_for(const AnimationRequest& request, const AnimationSettings& settings, const LoadedModel& model,
                        const DeviceChoice& choice) const {
        const auto clip = planned_clip(request, settings, model);
        auto plan = plan_memory(clip, choice, process_bytes_, available_bytes(choice));
        check_plan(plan, clip, total_bytes(choice));
        log::info("Memory: " + plan.estimate.memory);
        return plan;
    }

    /// The warm model where it is this one, wherever its weights are.
    const LoadedModel& load(const std::string& model, const DeviceChoice& choice) {
        const bool is_warm = model_ && model_key_ == key_of(model, choice);
        return load(model, choice, is_warm ? residencies_ : svd::Residencies());
    }

    const LoadedModel& load(const std::string& model, const DeviceChoice& choice, const svd::Residencies& residencies) {
        if (!model_ || key_of(model, choice) != model_key_ || residencies != residencies_) {
            // First, so that two models never lie in memory together.
            model_.reset();
            model_.emplace(load_model(model, choice.device, choice.dtype, residencies));
            model_key_ = key_of(model, choice);
            residencies_ = residencies;
        }
        return *model_;
    }

    static std::string key_of(const std::string& model, const DeviceChoice& choice) {
        return model + "\n" + choice.device + "\n" + choice.dtype;
    }

    const enhance::Upscaler& upscaler(const std::string& name, const std::string& device) {
        const auto choice = choose_device(device, "float32");
        const std::string key = name + "\n" + choice.device;
        if (!upscaler_ || key != upscaler_key_) {
            upscaler_.reset();
            upscaler_.emplace(find_upscaler(name), at::Device(choice.device), at::kFloat);
            upscaler_key_ = key;
        }
        return *upscaler_;
    }

    const std::uint64_t process_bytes_ = resident_bytes();
    const int default_threads_ = at::get_num_threads();
    const FindUpscaler find_upscaler_ = [this](const std::string& name, const std::string& device) -> const auto& {
        return upscaler(name, device);
    };
    std::optional<LoadedModel> model_;
    std::optional<enhance::Upscaler> upscaler_;
    std::string upscaler_key_;
    std::string model_key_;
    svd::Residencies residencies_;
};

}  // namespace

std::unique_ptr<AnimationEngine> make_local_engine() {
    return std::make_unique<LocalEngine>();
}

}  // namespace stillwave
