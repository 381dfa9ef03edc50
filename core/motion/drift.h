#pragma once

#include "types/clip.h"
#include "types/drift.h"

namespace stillwave::motion {

/// Measures how a clip leaves its first frame. Blocks for some milliseconds a frame. Throws Error(invalid_argument)
/// where the clip has no frame or frames differ in size.
Drift measure_drift(const Clip& clip);

}  // namespace stillwave::motion
