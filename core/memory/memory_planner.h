#pragma once

#include <cstdint>
#include <vector>

#include "memory/memory_rungs.h"
#include "types/animation.h"
#include "types/machine.h"

/// How a clip's work is laid out in the memory that there is. Internal to the engine.
namespace stillwave {

/// A rung of a plan, and the device and type that it computes in.
struct PlannedRung : MemoryRung {
    DeviceChoice choice;
};

/// The facts of a clip that the planner needs.
struct PlannedClip {
    const svd::PipelineConfig& config;
    at::ScalarType files_dtype;  ///< that the model's files store
    svd::PipelineCall call;
    bool float8 = false;                    ///< the UNet's weights as float8
    double photo_detail_pixels = 0;         ///< of all frames with photo detail; 0: none
    std::uint64_t memory_budget_bytes = 0;  ///< as in AnimationRequest
};

struct MemoryPlan {
    std::vector<PlannedRung> rungs;  ///< from the chosen rung down; the frames are the same on each
    AnimationEstimate estimate;      ///< of the first
};

/// The bytes that a clip may hold: on a CUDA device what is free there and what this process has of it, on the
/// processor what the system can spare and what this process has.
std::uint64_t available_bytes(const DeviceChoice& choice);
/// All that there is, free or not.
std::uint64_t total_bytes(const DeviceChoice& choice);

at::ScalarType to_scalar_type(const std::string& dtype);

/// The fastest rung within the clip's budget, or within `available` bytes where it has none, and those below it.
/// `process_bytes`: what the process holds without a model.
MemoryPlan plan_memory(const PlannedClip& clip, const DeviceChoice& choice, std::uint64_t process_bytes,
                       std::uint64_t available);

/// Throws Error(out_of_memory) with what to do where an explicit budget cannot be kept, or the machine has not that
/// much memory altogether. Returns a warning for people where the prediction exceeds what is free, else nothing.
std::string check_plan(const MemoryPlan& plan, const PlannedClip& clip, std::uint64_t machine_bytes);

}  // namespace stillwave
