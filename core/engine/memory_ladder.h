#pragma once

#include <cstdint>
#include <functional>

#include "nn/parameter.h"

/// What the engine does when memory runs out in the middle of a clip. Internal to the engine.
namespace stillwave {

/// A way to compute a clip. The picture is the same on every rung.
struct MemoryRung {
    const char* name;  ///< for people: "weights streamed from the file"
    nn::Residency residency;
    std::int64_t decode_working_set_bytes;
};

/// Calls `work` with the first rung, and again with the next one each time that memory runs out in it; on the last
/// rung that is the caller's. Tells the log which rung goes on. Returns the rung that was enough.
const MemoryRung& step_down_when_memory_runs_out(const std::function<void(const MemoryRung&)>& work);

}  // namespace stillwave
