#pragma once

#include <functional>
#include <span>
#include <string>

#include "memory/memory_planner.h"

/// The way on when memory runs out in the middle of a clip. Internal to the engine.
namespace stillwave {

/// Calls `work` with the first of `steps`, and again with the next one each time that memory runs out in it; on the
/// last one the error is the caller's. `warn` is called with a sentence for people each time. Returns the step that was
/// enough.
const LadderStep& step_down_when_memory_runs_out(std::span<const LadderStep> steps,
                                                 const std::function<void(const LadderStep&)>& work,
                                                 const std::function<void(const std::string&)>& warn);

}  // namespace stillwave
