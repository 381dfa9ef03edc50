#pragma once

#include "animate_options.h"

namespace stillwave::cli {

/// `stillwave animate`: photos to clips. Returns the exit code; one bad photo doesn't stop the others. Throws Error for
/// what concerns all photos.
int run_animate(const AnimateOptions& options);

}  // namespace stillwave::cli
