#pragma once

#include <nlohmann/json.hpp>

#include "protocol/export_values.h"
#include "types/animation.h"
#include "types/engine_description.h"
#include "types/picture.h"
#include "types/progress.h"

/// The engine's values as JSON, member by member. Internal to the engine.
namespace stillwave {

void to_json(nlohmann::json& json, const AnimationRequest& value);
void from_json(const nlohmann::json& json, AnimationRequest& value);
void to_json(nlohmann::json& json, const AnimationEstimate& value);
void from_json(const nlohmann::json& json, AnimationEstimate& value);
void to_json(nlohmann::json& json, const PictureRequest& value);
void from_json(const nlohmann::json& json, PictureRequest& value);
void to_json(nlohmann::json& json, const Progress& value);
void from_json(const nlohmann::json& json, Progress& value);
void to_json(nlohmann::json& json, const AnimationResult& value);
void from_json(const nlohmann::json& json, AnimationResult& value);
void to_json(nlohmann::json& json, const ModelSummary& value);
void from_json(const nlohmann::json& json, ModelSummary& value);
void to_json(nlohmann::json& json, const EngineDescription& value);
void from_json(const nlohmann::json& json, EngineDescription& value);

}  // namespace stillwave
