#pragma once

#include <nlohmann/json.hpp>

#include "types/export_types.h"

/// The values of exports as JSON. A member that is missing or of another type is nlohmann's exception.
namespace stillwave {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ExportEstimate, bytes, exact, width, height, frames, fps)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(FormatSummary, key, extension, pixel_formats, problem)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ExportResult, path, sidecar, width, height, frames, fps, bytes, quality, seam_before,
                                   seam_after)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(UpscalerSummary, name, path, scale, problem)

// These hold settings, which are read against their table, or leave members out.
void to_json(nlohmann::json& json, const ExportRequest& value);
void from_json(const nlohmann::json& json, ExportRequest& value);
void to_json(nlohmann::json& json, const LoopVariant& value);
void from_json(const nlohmann::json& json, LoopVariant& value);
void to_json(nlohmann::json& json, const RecipeSummary& value);
void from_json(const nlohmann::json& json, RecipeSummary& value);

}  // namespace stillwave
