#pragma once

#include "models/model_store.h"
#include "types/engine_description.h"

/// What a front end shows before anything runs. Internal to the engine.
namespace stillwave {

ModelSummary summary(const ModelInfo& info);

EngineDescription describe_engine();

}  // namespace stillwave
