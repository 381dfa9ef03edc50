#pragma once

#include "engine/animation_engine.h"
#include "engine/model_store.h"

/// What a front end shows before anything runs. Internal to the engine.
namespace stillwave {

ModelSummary summary(const ModelInfo& info);

EngineDescription describe_engine();

}  // namespace stillwave
