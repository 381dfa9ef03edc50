#pragma once

#include <functional>
#include <span>

#include "memory/memory_planner.h"

/// What the engine does when memory runs out in the middle of a clip. Internal to the engine.
namespace stillwave {

/// Calls `work` with the first of `steps`, and again with the next one each time that memory runs out in it; on the
/// last one that is the caller's. Tells the log which goes on. Returns the one that was enough.
const LadderStep& step_down_when_memory_runs_out(std::span<const LadderStep> steps,
                                                 const std::function<void(const LadderStep&)>& work);

}  // namespace stillwave
