#include "engine/local_animator.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

#include "engine/detail_stage.h"
#include "engine/driving_clip.h"
#include "engine/frames.h"
#include "engine/photo.h"
#include "engine/picture.h"
#include "engine/resolve_settings.h"
#include "memory/device_info.h"
#include "memory/memory_ladder.h"
#include "models/model_store.h"
#include "motion/clip_check.h"
#include "motion/drift.h"
#include "nn/cpu_memory.h"
#include "nn/error_boundary.h"
#include "nn/mapped_file.h"
#include "nn/safetensors.h"
#include "svd/sigmas.h"
#include "types/error.h"
#include "types/log.h"
#include "types/process_memory.h"

namespace stillwave {
namespace {

// The model's motion is known to break down outside these rates (it was trained around 6 and 7 fps).
constexpr std::int64_t slow_fps = 5;
constexpr std::int64_t fast_fps = 30;

std::uint32_t draw_seed() {
    return std::random_device()();
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

/// Chooses where the request's clip is computed. The type that the model's card asks for counts where the request
/// leaves it open.
DeviceChoice choose_device_for(const AnimationRequest& request, const std::string& card_dtype) {
    const bool by_card = request.dtype == "auto" && !card_dtype.empty();
    auto choice = choose_device(request.device, by_card ? card_dtype : request.dtype);
    if (by_card) choice.reason = "the model's card asks for " + card_dtype + ".";
    return choice;
}

/// Warns where the request asks for another type than the model's card, or keeps exact weights in eight bits.
void warn_of_dtype(const AnimationRequest& request, const AnimationSettings& settings, const LoadedModel& model) {
    const bool rounds_weights = model.card_dtype == "float32" && settings.weight_storage == "float8";
    const auto& dtype = rounds_weights ? settings.weight_storage : request.dtype;
    if (dtype == "auto" || model.card_dtype.empty() || dtype == model.card_dtype) return;
    log::warning("The model '" + model.name + "' is made for " + model.card_dtype + ". In " + dtype +
                 " its clips may be broken.");
}

/// `driving` is the clip whose motion moves the photo. Where it has frames, it takes the model's place in saying how
/// many there are and how fast they play.
AnimationSettings resolve(const AnimationRequest& request, const LoadedModel& model, const Clip& driving,
                          int photo_width, int photo_height) {
    const auto& config = model.pipeline.config();
    auto card = model.card;
    if (!driving.frames.empty()) card["num_frames"] = static_cast<std::int64_t>(driving.frames.size());
    if (driving.fps > 0) card["fps"] = std::clamp<std::int64_t>(std::lround(driving.fps), 1, 60);
    return resolve_settings(
        request.settings, request.recipe,
        {card, config.unet.num_frames, config.size_multiple(), svd::can_align_your_steps(config.scheduler)},
        photo_width, photo_height, draw_seed);
}

PlannedClip planned_clip(const AnimationRequest& request, const AnimationSettings& settings, const LoadedModel& model) {
    PlannedClip clip{model.pipeline.config(), model.files_dtype, svd::PipelineCall{settings}};
    const auto& controls = request.controls;
    clip.passes = static_cast<double>(std::max<std::size_t>(1, controls.keyframes.size()));
    clip.steered.follows_reference = !controls.motion_brushes.empty() || controls.camera.moves();
    clip.steered.freezes = !controls.frozen.empty();
    clip.steered.ends_at_photo = !controls.keyframes.empty();
    clip.without_model = controls.camera.without_model || !controls.motion_from.empty();
    clip.memory_budget_bytes = request.memory_budget_bytes;
    clip.float8 = settings.weight_storage == "float8";
    if (settings.detail == "photo") {
        const auto long_side = static_cast<double>(settings.detail_size);
        const auto shape = static_cast<double>(settings.height) / static_cast<double>(settings.width);
        clip.photo_detail_pixels =
            static_cast<double>(settings.num_frames) * long_side * long_side * std::min(shape, 1 / shape);
        // Between two photos detail is made from each of them, for every pass.
        if (!controls.keyframes.empty()) clip.photo_detail_pixels *= 2 * clip.passes;
    }
    return clip;
}

/// Makes a clip of the frames and checks that it is neither NaN nor black nor frozen, beside the picture that it starts
/// from: a dark picture makes a dark clip.
Clip checked_clip(const at::Tensor& frames, std::int64_t fps, const Image& picture) {
    check_frames(frames);
    auto clip = frames_to_clip(frames, static_cast<double>(fps));
    motion::check_clip(clip, picture);
    return clip;
}

}  // namespace

LocalAnimator::LocalAnimator(FindUpscaler find_upscaler)
    : find_upscaler_(std::move(find_upscaler)),
      process_bytes_(resident_bytes()),
      default_threads_(at::get_num_threads()) {
    nn::reuse_cpu_memory();
}

AnimationResult LocalAnimator::animate(const AnimationRequest& request, const ProgressCallback& progress,
                                       std::stop_token stop) {
    const struct GiveBack {
        ~GiveBack() { nn::give_back_cpu_memory(); }
    } at_the_end;
    return with_error_boundary([&] {
        return run(
            request, progress ? progress : [](const Progress&) {}, stop);
    });
}

AnimationEstimate LocalAnimator::estimate_animation(const AnimationRequest& request) {
    return with_error_boundary([&] {
        const auto choice = choose_device_for(request, model_.card_dtype(request.model));
        const auto& model = model_.load(request.model, choice);
        // The photo is read only where no size is asked for: its orientation turns the model's own size.
        AnimationSettings asked;
        apply_settings(asked, request.recipe);
        apply_settings(asked, request.settings);
        const bool is_sized = asked.width > 0 && asked.height > 0;
        const auto photo = is_sized ? Image() : requested_photo(request);
        const auto settings = resolve(request, model, {}, photo.width, photo.height);
        svd::check_size(model.pipeline.config(), settings.width, settings.height);
        return plan_memory(planned_clip(request, settings, model), choice, process_bytes_, available_bytes(choice))
            .estimate;
    });
}

Clip LocalAnimator::preview_controls(const AnimationRequest& request, std::stop_token stop) {
    return with_error_boundary([&] {
        const auto photo = requested_photo(request);
        AnimationSettings settings;
        apply_settings(settings, request.recipe);
        apply_settings(settings, request.settings);
        const auto picture = fit_photo(photo, settings);
        // The preview shows brushes and camera alone: other controls are the model's work, and their files may be
        // missing.
        Controls shown;
        shown.motion_brushes = request.controls.motion_brushes;
        shown.camera = request.controls.camera;
        return Direction(shown, {}, photo, picture, settings, "").crude_clip(stop);
    });
}

void LocalAnimator::prepare(const AnimationRequest& request) {
    with_error_boundary([&] {
        model_.load(request.model, choose_device_for(request, model_.card_dtype(request.model)));
        // The system reads the weights' files now, because the first sampling steps would wait for them.
        for (const auto& file : ModelStore().resolve(request.model).weight_files) nn::read_ahead(file);
    });
}

void LocalAnimator::rest() {
    model_.reset();
    nn::give_back_cpu_memory();
}

AnimationResult LocalAnimator::run(const AnimationRequest& request, const ProgressCallback& callback,
                                   std::stop_token stop) {
    const auto photo = requested_photo(request);
    const auto driving = read_driving_clip(request.controls.motion_from);
    const auto choice = choose_device_for(request, model_.card_dtype(request.model));
    log::info("Computing on " + choice.device + " in " + choice.dtype + ": " + choice.reason);
    at::set_num_threads(request.threads > 0 ? request.threads : default_threads_);
    RunReport report(choice.device);
    RunProgress progress(report, callback);

    progress.begin(Stage::load, 1);
    const auto& model = model_.load(request.model, choice);
    progress.tell(Progress{Stage::load, 1, 1, {}});
    if (stop.stop_requested()) throw Cancelled();

    AnimationResult result;
    result.model_name = model.name;
    result.model_hash = model.hash;
    result.settings = resolve(request, model, driving, photo.width, photo.height);
    const auto& settings = result.settings;
    svd::check_size(model.pipeline.config(), settings.width, settings.height);
    const auto picture = fit_photo(photo, settings);
    const Direction direction(request.controls, driving, photo, picture, settings, model.hash);
    if (!direction.is_without_model()) {
        warn_of_fps(settings.fps);
        warn_of_frames(request, model);
        warn_of_dtype(request, settings, model);
    }
    const auto plan = plan_for(request, settings, model, choice);
    result.controls = request.controls;
    const TakeKeeper take(request, photo, model.hash, choice, direction.fingerprint(), settings);
    const auto tell = [&](const Progress& update) { progress.tell(update); };
    PlannedRung used = plan.rungs.front();
    std::vector<motion::Flow> motion;
    if (direction.is_without_model()) {
        progress.begin(Stage::photo_detail, static_cast<int>(settings.num_frames));
        result.clip = direction.without_model(picture.image, tell, stop);
    } else {
        auto made = sample_and_decode(request, settings, plan, direction, take, progress, stop);
        used = made.rung;
        motion = std::move(made.motion);
        result.clip = checked_clip(made.frames, settings.fps, direction.first_picture(0));
        if (const auto* earlier = direction.earlier_take()) result.clip = earlier->composed(std::move(result.clip));
    }
    direction.freeze(result.clip, picture.image);
    take.keep_frames(TakeFrames::model, result.clip);
    if (request.controls.extend) take.keep_drift(motion::measure_drift(result.clip));

    if (settings.detail == "photo") {
        progress.begin(Stage::photo_detail, static_cast<int>(result.clip.frames.size()));
        const auto whole = full_resolution(photo, picture, settings);
        Clip confidence{{}, result.clip.fps};
        // Between keyframes the last frame shows the last photo. That of a loop is the first one once more.
        if (direction.is_loop()) result.clip.frames.push_back(result.clip.frames.front());
        if (direction.is_without_model()) {
            result.clip = direction.without_model(whole, tell, stop);
        } else {
            auto detailed = request.controls.keyframes.empty()
                                ? add_photo_detail(result.clip, whole, std::move(motion), settings, find_upscaler_,
                                                   choice.device, tell, stop)
                                : add_photo_detail_between(result.clip, direction.photos_like(whole), settings,
                                                           find_upscaler_, choice.device, tell, stop);
            result.clip = std::move(detailed.clip);
            confidence.frames = std::move(detailed.confidence_maps);
        }
        if (direction.is_loop()) {
            result.clip.frames.pop_back();
            confidence.frames.pop_back();
        }
        if (const auto* earlier = direction.earlier_take()) earlier->keep_detail(result.clip);
        direction.freeze(result.clip, whole);
        motion::check_clip(result.clip, picture.image);
        report.begin(Stage::write);
        take.keep_frames(TakeFrames::photo_detail, result.clip);
        if (!confidence.frames.empty()) take.keep_frames(TakeFrames::confidence, confidence);
    }

    result.device = used.choice.device;
    result.dtype = used.choice.dtype;
    result.threads = at::get_num_threads();
    result.crop = picture.crop;
    result.report = report.finish();
    result.report.memory = used.name;
    result.report.predicted_bytes = plan.estimate.memory_bytes;
    result.report.predicted_seconds = plan.estimate.seconds;
    take.finish(result);
    return result;
}

MemoryPlan LocalAnimator::plan_for(const AnimationRequest& request, const AnimationSettings& settings,
                                   const LoadedModel& model, const DeviceChoice& choice) const {
    const auto clip = planned_clip(request, settings, model);
    auto plan = plan_memory(clip, choice, process_bytes_, available_bytes(choice));
    const auto warning = check_plan(plan, clip, total_bytes(choice));
    if (!warning.empty()) log::warning(warning);
    log::info("Memory: " + plan.estimate.memory);
    return plan;
}

LocalAnimator::ModelFrames LocalAnimator::sample_and_decode(const AnimationRequest& request,
                                                            const AnimationSettings& settings, const MemoryPlan& plan,
                                                            const Direction& direction, const TakeKeeper& take,
                                                            RunProgress& progress, std::stop_token stop) {
    const bool dump = !request.dump_tensors.empty();
    if (dump && direction.passes() > 1)
        throw Error(ErrorCode::invalid_argument,
                    "The tensors of a clip with several keyframes cannot be dumped. Ask for one keyframe.");
    svd::PipelineCall call{settings};
    const auto* earlier = direction.earlier_take();
    if (earlier) call.num_frames = earlier->sampled_frames();
    svd::PipelineOutput output;
    if (const auto kept = take.latents(); kept && !dump) output.latents = *kept;
    svd::SamplingState state;
    std::vector<at::Tensor> passes;
    const auto on_progress = [&](const svd::PipelineProgress& update) {
        // Dumped tensors are those of a whole run, so such a run starts again instead of going on from a step.
        if (update.state.latents.defined() && !dump) state = update.state;
        progress.tell(update, passes.size(), direction.passes());
    };
    const auto& rung = climb_down_when_memory_runs_out(
        plan.rungs,
        [&](const PlannedRung& attempt) {
            const auto& pipeline = model_.load(request.model, attempt.choice, attempt.residencies).pipeline;
            call.layout = attempt.layout;
            if (!output.latents.defined()) {
                while (passes.size() < direction.passes()) {
                    const auto pass = passes.size();
                    if (const auto kept = direction.passes() > 1 ? take.pass_latents(pass) : std::nullopt) {
                        passes.push_back(*kept);
                        continue;
                    }
                    call.seed = settings.seed + static_cast<std::int64_t>(pass);
                    const auto sampled =
                        pipeline.sample(image_to_pixels(direction.first_picture(pass)), call, on_progress, stop, dump,
                                        state, direction.steering(pipeline, pass, stop));
                    passes.push_back(sampled.latents);
                    if (direction.passes() > 1) take.keep_pass_latents(pass, sampled.latents);
                    output.tensors = sampled.tensors;
                    state = {};
                }
                output.latents = direction.joined(passes);
                take.keep_latents(output.latents);
            }
            output.frames = pipeline.decode(earlier ? earlier->decoded_part(output.latents) : output.latents, call,
                                            on_progress, stop);
        },
        [](const std::string& warning) { log::warning(warning); });
    if (dump) {
        output.tensors["pixels"] = image_to_pixels(direction.first_picture(0));
        output.tensors["frames"] = output.frames;
        nn::save_safetensors(request.dump_tensors, output.tensors);
    }
    const auto& config = model_.load(request.model, rung.choice, rung.residencies).pipeline.config();
    const bool tells_motion = config.motion_channel >= 0 && !direction.has_other_motion();
    return {output.frames, tells_motion ? told_motion(output.latents, config) : std::vector<motion::Flow>(), rung};
}

}  // namespace stillwave
