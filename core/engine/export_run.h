#pragma once

#include <stop_token>

#include "engine/export_types.h"
#include "engine/upscaled_image.h"
#include "types/progress.h"

/// What AnimationEngine's calls about exports do. Internal to the engine.
namespace stillwave {

ExportResult run_export(const ExportRequest& request, const FindUpscaler& upscaler, const ProgressCallback& progress,
                        std::stop_token stop);
ExportEstimate run_estimate(const ExportRequest& request, const FindUpscaler& upscaler, std::stop_token stop);
std::vector<LoopVariant> make_loop_variants(const ExportRequest& request, int long_side, std::stop_token stop);
std::vector<FormatSummary> list_formats();

}  // namespace stillwave
