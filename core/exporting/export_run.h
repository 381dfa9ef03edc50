#pragma once

#include <functional>
#include <stop_token>
#include <vector>

#include "exporting/export_source.h"
#include "exporting/upscaled_image.h"
#include "types/export_types.h"
#include "types/progress.h"

namespace stillwave {

/// Reads the clip that a request names. An export calls it after the request's settings and output were checked.
using ReadExportSource = std::function<ExportSource(const ExportRequest& request)>;

/// These functions do the work of Exporter's calls (engine/exporter.h) and throw as those do.
ExportResult run_export(const ExportRequest& request, const ReadExportSource& read_source, const FindUpscaler& upscaler,
                        const ProgressCallback& progress, std::stop_token stop);
ExportEstimate run_estimate(const ExportRequest& request, const ReadExportSource& read_source,
                            const FindUpscaler& upscaler, std::stop_token stop);
std::vector<LoopVariant> make_loop_variants(ExportSource source, int long_side, std::stop_token stop);
std::vector<FormatSummary> list_formats();

}  // namespace stillwave
