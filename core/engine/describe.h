#pragma once

#include "models/model_store.h"
#include "types/engine_description.h"

/// Describes the engine to front ends before anything runs. Internal to the engine.
namespace stillwave {

ModelSummary summary(const ModelInfo& info);

EngineDescription describe_engine();

}  // namespace stillwave
