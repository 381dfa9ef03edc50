#include "engine/run_report.h"

#include <ATen/DeviceAccelerator.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "types/names.h"
#include "types/process_memory.h"

namespace stillwave {
namespace {

double seconds(std::chrono::steady_clock::duration duration) {
    return std::chrono::duration<double>(duration).count();
}

}  // namespace

RunReport::RunReport(const std::string& device) : stage_start_(Clock::now()) {
    if (device.starts_with("cuda:")) {
        device_index_ = std::atoi(device.c_str() + 5);
        at::accelerator::resetPeakStats(static_cast<c10::DeviceIndex>(device_index_));
    }
}

void RunReport::begin(Stage stage) {
    const auto now = Clock::now();
    end_stage(now);
    stage_ = stage;
    stage_start_ = step_start_ = now;
    running_ = true;
}

void RunReport::step_done() {
    const auto now = Clock::now();
    report_.step_seconds.push_back(seconds(now - step_start_));
    step_start_ = now;
}

void RunReport::leave_out(Clock::duration duration) {
    stage_start_ += duration;
    step_start_ += duration;
}

void RunReport::end_stage(Clock::time_point now) {
    // The time of sampling is reported step by step.
    if (running_ && stage_ != Stage::sample) {
        // A clip that is sampled in several passes comes to a stage more than once.
        auto& stages = report_.stage_seconds;
        const auto known = std::ranges::find(stages, stage_name(stage_), &std::pair<std::string, double>::first);
        if (known == stages.end())
            stages.emplace_back(stage_name(stage_), seconds(now - stage_start_));
        else
            known->second += seconds(now - stage_start_);
    }
    running_ = false;
}

AnimationReport RunReport::finish() {
    end_stage(Clock::now());
    report_.peak_resident_bytes = peak_resident_bytes();
    if (device_index_ >= 0) {
        const auto stats = at::accelerator::getDeviceStats(static_cast<c10::DeviceIndex>(device_index_));
        const auto all = static_cast<std::size_t>(c10::CachingAllocator::StatType::AGGREGATE);
        report_.peak_device_bytes = static_cast<std::uint64_t>(stats.allocated_bytes[all].peak);
    }
    return report_;
}

}  // namespace stillwave
