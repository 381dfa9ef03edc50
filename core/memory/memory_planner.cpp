#include "memory/memory_planner.h"

#include <ATen/DeviceAccelerator.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "memory/device_info.h"
#include "memory/device_speed.h"
#include "nn/cpu_memory.h"
#include "types/error.h"
#include "types/process_memory.h"

namespace stillwave {
namespace {

// The share of the available memory that a clip may take. The rest is left for other programs and for unforeseen needs.
constexpr double share_of_available = 0.95;
/// The bytes that libtorch, its kernels and the heap take beside tensors, measured on the processor.
constexpr std::uint64_t libraries_bytes = std::uint64_t{72} << 20;
/// The rate of photo detail, measured on two cores: a full-size frame takes a quarter of a second.
constexpr double photo_detail_pixels_per_second = 12e6;

c10::DeviceIndex index_of(const DeviceChoice& choice) {
    return static_cast<c10::DeviceIndex>(at::Device(choice.device).index());
}

std::string gigabytes(std::uint64_t bytes) {
    std::array<char, 32> text;
    std::snprintf(text.data(), text.size(), "%.1f GB", static_cast<double>(bytes) / 1e9);
    return text.data();
}

std::vector<PlannedRung> ladder(const DeviceChoice& choice, bool float8) {
    std::vector<PlannedRung> planned;
    for (const auto& rung : memory_rungs(at::Device(choice.device), float8)) planned.push_back({rung, choice});
    if (choice.device != "cpu") {
        const DeviceChoice processor{"cpu", "float32", "the memory of " + choice.device + " ran out."};
        planned.push_back({memory_rungs(at::kCPU, float8).back(), processor});
    }
    return planned;
}

}  // namespace

at::ScalarType to_scalar_type(const std::string& dtype) {
    if (dtype == "float16") return at::kHalf;
    if (dtype == "bfloat16") return at::kBFloat16;
    return at::kFloat;
}

std::uint64_t available_bytes(const DeviceChoice& choice) {
    if (choice.device == "cpu") return machine_info().available_memory_bytes + resident_bytes();
    const auto free = at::accelerator::getMemoryInfo(index_of(choice)).first;
    const auto stats = at::accelerator::getDeviceStats(index_of(choice));
    const auto all = static_cast<std::size_t>(c10::CachingAllocator::StatType::AGGREGATE);
    return free + static_cast<std::uint64_t>(stats.reserved_bytes[all].current);
}

std::uint64_t total_bytes(const DeviceChoice& choice) {
    if (choice.device == "cpu") return machine_info().memory_bytes;
    return at::accelerator::getMemoryInfo(index_of(choice)).second;
}

MemoryPlan plan_memory(const PlannedClip& clip, const DeviceChoice& choice, std::uint64_t process_bytes,
                       std::uint64_t available) {
    const at::Device device(choice.device);
    const auto dtype = to_scalar_type(choice.dtype);
    const auto beside = device.is_cpu() ? process_bytes + libraries_bytes + nn::ReusedMemory::spare_bytes : 0;
    const auto budget = clip.memory_budget_bytes > 0
                            ? clip.memory_budget_bytes
                            : static_cast<std::uint64_t>(share_of_available * static_cast<double>(available));
    const auto rungs = memory_rungs(device, clip.float8);
    svd::VideoCosts costs(clip.config, clip.call, device, dtype, clip.steered);
    const auto chosen = choose_rung(costs, rungs, clip.files_dtype,
                                    static_cast<std::int64_t>(budget) - static_cast<std::int64_t>(beside));
    MemoryPlan plan;
    plan.rungs = ladder(choice, clip.float8);
    plan.rungs.erase(plan.rungs.begin(), plan.rungs.begin() + static_cast<std::ptrdiff_t>(chosen));

    const auto& rung = plan.rungs.front();
    const auto use = predict_memory(costs, rung, clip.files_dtype);
    const auto cost = costs.of(rung.layout);
    auto& estimate = plan.estimate;
    estimate.memory_bytes = beside + static_cast<std::uint64_t>(device.is_cpu() ? use.host_bytes : use.device_bytes);
    estimate.budget_bytes = budget;
    estimate.fits = estimate.memory_bytes <= budget;
    estimate.memory = rung.name;
    const auto flop = clip.without_model ? 0 : cost.flop(clip.call) * clip.passes;
    estimate.seconds =
        flop / clip_flop_per_second(device, dtype) + clip.photo_detail_pixels / photo_detail_pixels_per_second;
    return plan;
}

std::string check_plan(const MemoryPlan& plan, const PlannedClip& clip, std::uint64_t machine_bytes) {
    const auto& estimate = plan.estimate;
    if (estimate.fits) return {};
    const auto needs = std::to_string(clip.call.num_frames) + " frames of " + std::to_string(clip.call.width) + "x" +
                       std::to_string(clip.call.height) + " px need at least " + gigabytes(estimate.memory_bytes) +
                       " of memory, but ";
    const std::string smaller = "Choose a smaller --width and --height or fewer --num-frames";
    if (clip.memory_budget_bytes > 0)
        throw Error(ErrorCode::out_of_memory, needs + "the budget is " + gigabytes(clip.memory_budget_bytes) + ". " +
                                                  smaller + ", or allow more with --memory-budget.");
    if (estimate.memory_bytes > machine_bytes)
        throw Error(ErrorCode::out_of_memory, needs + plan.rungs.front().choice.device + " has " +
                                                  gigabytes(machine_bytes) + ". " + smaller + ".");
    return needs + gigabytes(estimate.budget_bytes) + " are free. If it runs out: " + smaller +
           ", or close other programs.";
}

}  // namespace stillwave
