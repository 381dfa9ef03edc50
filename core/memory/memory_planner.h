#pragma once

#include <cstdint>
#include <vector>

#include "memory/memory_rungs.h"
#include "types/animation.h"
#include "types/machine.h"

/// The planning of a clip's work within the memory that there is. Internal to the engine.
namespace stillwave {

/// A rung of a plan, and the device and type that it computes in.
struct PlannedRung : MemoryRung {
    DeviceChoice choice;
};

/// The facts of a clip that the planner needs.
struct PlannedClip {
    const svd::PipelineConfig& config;
    at::ScalarType files_dtype;  ///< the type in which the model's files store the weights
    svd::PipelineCall call;
    svd::SteeredWork steered = {};
    double passes = 1;                      ///< how often the model samples and decodes such a clip
    bool without_model = false;             ///< the photo alone makes the clip
    bool float8 = false;                    ///< the UNet's weights lie in memory as float8
    double photo_detail_pixels = 0;         ///< pixels of all frames with photo detail; 0: it is off
    std::uint64_t memory_budget_bytes = 0;  ///< the clip's own budget, as in AnimationRequest
};

struct MemoryPlan {
    std::vector<PlannedRung> rungs;  ///< from the chosen rung down; the frames are the same on each
    AnimationEstimate estimate;      ///< the estimate of the first rung
};

/// The bytes that a clip may hold. On a CUDA device those are the free bytes and those that this process holds there,
/// on the processor the bytes that the system can spare and those that this process holds.
std::uint64_t available_bytes(const DeviceChoice& choice);
/// All memory of the device in bytes, free or not.
std::uint64_t total_bytes(const DeviceChoice& choice);

at::ScalarType to_scalar_type(const std::string& dtype);

/// Plans the fastest rung that stays within the clip's budget, and the rungs below it. A clip without a budget may take
/// 95 % of the `available` bytes. Where no rung stays within that, the plan is the last rung and its estimate does not
/// fit. `process_bytes` is the memory that the process holds without a model.
MemoryPlan plan_memory(const PlannedClip& clip, const DeviceChoice& choice, std::uint64_t process_bytes,
                       std::uint64_t available);

/// Checks that the plan's estimate fits. Throws Error(out_of_memory) that says what to do where it exceeds the clip's
/// own budget, or `machine_bytes`, all memory of the device. Returns a warning for people where it exceeds the free
/// memory only, and an empty text where it fits.
std::string check_plan(const MemoryPlan& plan, const PlannedClip& clip, std::uint64_t machine_bytes);

}  // namespace stillwave
