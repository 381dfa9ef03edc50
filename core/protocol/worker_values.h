#pragma once

#include <nlohmann/json.hpp>

#include "protocol/export_values.h"
#include "types/animation.h"
#include "types/engine_description.h"
#include "types/picture.h"
#include "types/progress.h"

/// Values that the window and the worker send each other, as JSON. A member that is missing or of another type is
/// nlohmann's exception.
namespace stillwave {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CudaDevice, id, total_bytes, free_bytes)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(MachineInfo, cpu_model, physical_cores, logical_cores, avx2, avx512_bf16, amx_bf16,
                                   memory_bytes, available_memory_bytes, libtorch_version, libtorch_has_cuda, threads,
                                   cuda_devices)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(DeviceChoice, device, dtype, reason)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CropRectangle, x, y, width, height)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(AnimationReport, stage_seconds, step_seconds, peak_resident_bytes, peak_device_bytes,
                                   memory, predicted_bytes, predicted_seconds)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(AnimationEstimate, seconds, memory_bytes, budget_bytes, memory, fits)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PictureRequest, path, long_side, background)

// These hold settings, which are read against their table, or leave members out.
void to_json(nlohmann::json& json, const AnimationRequest& value);
void from_json(const nlohmann::json& json, AnimationRequest& value);
void to_json(nlohmann::json& json, const Progress& value);
void from_json(const nlohmann::json& json, Progress& value);
void to_json(nlohmann::json& json, const AnimationResult& value);
void from_json(const nlohmann::json& json, AnimationResult& value);
void to_json(nlohmann::json& json, const ModelSummary& value);
void from_json(const nlohmann::json& json, ModelSummary& value);

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(EngineDescription, machine, device, models, default_model, notice, formats,
                                   upscalers)

}  // namespace stillwave
