#pragma once

#include <cstdint>
#include <span>

#include "svd/pipeline_stable_video_diffusion.h"
#include "svd/video_cost.h"

namespace stillwave {

/// One way to lay out a clip's work in memory. The frames are the same on every rung (in float32 to 1e-5).
struct MemoryRung {
    const char* name;  ///< for people, as the text after "Memory:"
    svd::WorkLayout layout;
    svd::Residencies residencies;
};

/// The rungs of `device` from fast to frugal. With `float8` the UNet's weights lie in memory as float8, and a graphics
/// card's last rung is left out, because streaming the UNet's weights would make them no smaller.
std::span<const MemoryRung> memory_rungs(at::Device device, bool float8 = false);

struct MemoryUse {
    std::int64_t host_bytes = 0;    ///< bytes beside those that the process held before there was a model
    std::int64_t device_bytes = 0;  ///< bytes on the graphics card; 0 on the processor
};

/// Predicts the most memory that a clip holds on this rung. `files_dtype` is the type that the model's files store. On
/// the processor the pages of the files that are in memory count too.
MemoryUse predict_memory(svd::VideoCosts& costs, const MemoryRung& rung, at::ScalarType files_dtype);

/// The index of the first of `rungs` that is worth while for this clip and holds at most `budget_bytes` of the memory
/// that the device computes in; the last index where none does.
std::size_t choose_rung(svd::VideoCosts& costs, std::span<const MemoryRung> rungs, at::ScalarType files_dtype,
                        std::int64_t budget_bytes);

}  // namespace stillwave
