#pragma once

#include <nlohmann/json.hpp>

#include "types/export_types.h"

/// The values of exports as JSON, member by member.
namespace stillwave {

void to_json(nlohmann::json& json, const ExportRequest& value);
void from_json(const nlohmann::json& json, ExportRequest& value);
void to_json(nlohmann::json& json, const ExportResult& value);
void from_json(const nlohmann::json& json, ExportResult& value);
void to_json(nlohmann::json& json, const ExportEstimate& value);
void from_json(const nlohmann::json& json, ExportEstimate& value);
void to_json(nlohmann::json& json, const LoopVariant& value);
void from_json(const nlohmann::json& json, LoopVariant& value);
void to_json(nlohmann::json& json, const FormatSummary& value);
void from_json(const nlohmann::json& json, FormatSummary& value);
void to_json(nlohmann::json& json, const UpscalerSummary& value);
void from_json(const nlohmann::json& json, UpscalerSummary& value);
void to_json(nlohmann::json& json, const RecipeSummary& value);
void from_json(const nlohmann::json& json, RecipeSummary& value);

}  // namespace stillwave
