#pragma once

#include "animate_options.h"

namespace stillwave::cli {

/// `stillwave animate`: makes clips of photos and returns the exit code. One bad photo doesn't stop the others. Throws
/// Error where something is wrong that concerns all photos.
int run_animate(const AnimateOptions& options);

}  // namespace stillwave::cli
