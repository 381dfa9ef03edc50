#pragma once

#include <cstdint>
#include <span>

#include "svd/pipeline_stable_video_diffusion.h"
#include "svd/video_cost.h"

namespace stillwave {

/// A way to lay out a clip's work in memory. The picture is the same on every one (float32: to 1e-5).
struct MemoryRung {
    const char* name;  ///< for people, to follow "memory:": "weights streamed"
    svd::WorkLayout layout;
    svd::Residencies residencies;
};

/// The rungs of `device` from fast to frugal. With `float8` the UNet's weights are float8, which streaming would not
/// make smaller.
std::span<const MemoryRung> memory_rungs(at::Device device, bool float8 = false);

struct MemoryUse {
    std::int64_t host_bytes = 0;    ///< beside what the process held before there was a model
    std::int64_t device_bytes = 0;  ///< 0 on the processor
};

/// The most that a clip will hold on this rung. `files_dtype` is the type that the model's files store. On the
/// processor the pages of the files that are in memory count too.
MemoryUse predict_memory(svd::VideoCosts& costs, const MemoryRung& rung, at::ScalarType files_dtype);

/// The first of `rungs` that is worth while for this clip and stays within `budget_bytes` of the memory that the device
/// computes in; the last where none does.
std::size_t choose_rung(svd::VideoCosts& costs, std::span<const MemoryRung> rungs, at::ScalarType files_dtype,
                        std::int64_t budget_bytes);

}  // namespace stillwave
