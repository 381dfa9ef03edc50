#pragma once

#include <functional>
#include <span>
#include <string>

#include "memory/memory_planner.h"

namespace stillwave {

/// Calls `work` with the first of `rungs`, and again with the next one each time that memory runs out in it. Calls
/// `warn` with a sentence for people before each further try. Returns the rung that was enough. Throws what `work`
/// throws on the last rung, and on any rung an error other than memory that ran out.
const PlannedRung& climb_down_when_memory_runs_out(std::span<const PlannedRung> rungs,
                                                   const std::function<void(const PlannedRung&)>& work,
                                                   const std::function<void(const std::string&)>& warn);

}  // namespace stillwave
