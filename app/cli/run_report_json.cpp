#include "run_report_json.h"

#include <nlohmann/json.hpp>
#include <numeric>

#include "types/build_info.h"
#include "types/output_file.h"
#include "types/process_memory.h"

namespace stillwave::cli {

void write_run_report(const std::filesystem::path& path, const AnimationResult& result,
                      const std::filesystem::path& photo, const std::filesystem::path& clip, const RunTimes& times) {
    const auto build = current_build();
    const auto& steps = result.report.step_seconds;
    nlohmann::ordered_json json;
    json["photo"] = photo.string();
    json["clip"] = clip.string();
    json["stillwave"] = build.version;
    json["libtorch"] = build.libtorch;
    json["model"] = result.model_name;
    json["device"] = result.device;
    json["dtype"] = result.dtype;
    json["threads"] = result.threads;
    json["model_size_px"] = {result.settings.width, result.settings.height};
    json["frames"] = result.clip.frames.size();
    for (const auto& [stage, seconds] : result.report.stage_seconds) json["seconds"][stage] = seconds;
    json["seconds"]["sample"] = std::accumulate(steps.begin(), steps.end(), 0.0);
    json["seconds"]["steps"] = steps;
    json["seconds"]["write"] = times.write_seconds;
    json["seconds"]["total"] = times.total_seconds;
    // The peak is read again after the clip was written, because writing takes memory too.
    json["peak_resident_bytes"] = peak_resident_bytes();
    json["peak_device_bytes"] = result.report.peak_device_bytes;
    json["memory"] = result.report.memory;
    json["predicted"]["bytes"] = result.report.predicted_bytes;
    json["predicted"]["seconds"] = result.report.predicted_seconds;

    write_file(path, json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n');
}

}  // namespace stillwave::cli
