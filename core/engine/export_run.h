#pragma once

#include <functional>
#include <stop_token>

#include "engine/export_types.h"
#include "enhance/upscaler.h"
#include "types/progress.h"

/// What AnimationEngine's calls about exports do. Internal to the engine.
namespace stillwave {

/// The upscaler of that name or path on that device, loaded or kept from before.
using FindUpscaler = std::function<const enhance::Upscaler&(const std::string& name, const std::string& device)>;

ExportResult run_export(const ExportRequest& request, const FindUpscaler& upscaler, const ProgressCallback& progress,
                        std::stop_token stop);
ExportEstimate run_estimate(const ExportRequest& request, const FindUpscaler& upscaler, std::stop_token stop);
std::vector<LoopVariant> make_loop_variants(const ExportRequest& request, int long_side, std::stop_token stop);
std::vector<FormatSummary> list_formats();

}  // namespace stillwave
