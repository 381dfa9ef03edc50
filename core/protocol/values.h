#pragma once

#include <nlohmann/json.hpp>

#include "types/animation.h"
#include "types/engine_description.h"
#include "types/export_types.h"
#include "types/picture.h"
#include "types/progress.h"

/// The values that the window and the worker send each other, as JSON. Reading throws nlohmann's exception where a
/// member is missing or of another type. Images do not travel in these lines, so the members that hold them are left
/// out.
template <>
struct nlohmann::adl_serializer<stillwave::SettingValue> {
    static void to_json(json& json, const stillwave::SettingValue& value);
    static void from_json(const json& json, stillwave::SettingValue& value);
};

namespace stillwave {

/// Write and read a stage as a number. Reading throws Error(internal) where there is no such stage.
void to_json(nlohmann::json& json, const Stage& stage);
void from_json(const nlohmann::json& json, Stage& stage);

/// Write and read settings as the table's keys and values. Reading throws Error(invalid_argument) as set_setting does.
void to_json(nlohmann::json& json, const AnimationSettings& settings);
void from_json(const nlohmann::json& json, AnimationSettings& settings);

/// Write and read controls as recipes hold them. Reading throws Error(invalid_argument) as controls_from_json() does.
void to_json(nlohmann::json& json, const Controls& controls);
void from_json(const nlohmann::json& json, Controls& controls);

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Clip, fps)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Progress, stage, step, total)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PictureRequest, path, long_side, background)

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(AnimationRequest, photo_path, settings, recipe, controls, model, device, dtype,
                                   memory_budget_bytes, threads, dump_tensors, take_folder)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(AnimationEstimate, seconds, memory_bytes, budget_bytes, memory, fits)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(AnimationReport, stage_seconds, step_seconds, peak_resident_bytes, peak_device_bytes,
                                   memory, predicted_bytes, predicted_seconds)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CropRectangle, x, y, width, height)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(AnimationResult, clip, settings, controls, model_name, model_hash, device, dtype,
                                   threads, crop, report)

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ExportRequest, source, detail, first, last, settings, out, device)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ExportEstimate, bytes, exact, width, height, frames, fps)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ExportResult, path, sidecar, width, height, frames, fps, bytes, quality, seam_before,
                                   seam_after)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(LoopVariant, loop, clip, seam, problem)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RecipeSummary, settings, model, photo, controls)

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CudaDevice, id, total_bytes, free_bytes)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(MachineInfo, cpu_model, physical_cores, logical_cores, avx2, avx512_bf16, amx_bf16,
                                   memory_bytes, available_memory_bytes, libtorch_version, libtorch_has_cuda, threads,
                                   cuda_devices)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DeviceChoice, device, dtype, reason)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ModelSize, width, height)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ModelSummary, name, path, variant, format, dtype, title, note, licence, notice,
                                   parameters, bytes, num_frames, frames_evidence, frames_evidence_text, frames_warning,
                                   latent_channels, size_multiple, sizes, can_align_your_steps, card, problem)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(FormatSummary, key, extension, pixel_formats, problem)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(UpscalerSummary, name, path, scale, problem)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(EngineDescription, machine, device, models_folder, models, default_model, notice,
                                   formats, upscalers)

}  // namespace stillwave
