#pragma once

#include "exporting/export_source.h"
#include "types/export_types.h"

namespace stillwave {

/// Reads the take or clip file that `request` names, with its recipe. Throws Error(clip_unreadable), and
/// Error(invalid_argument) for frames that the clip does not have.
ExportSource read_export_source(const ExportRequest& request);

}  // namespace stillwave
