#pragma once

#include <cstdint>

namespace stillwave::svd {

/// How much of a clip's work is done at once. memory_rungs() decides it for each device; the layers take what they are
/// given. The picture is the same on every layout (float32: to 1e-5). The defaults are the processor's fastest.
struct WorkLayout {
    /// Both branches of guidance go through the UNet in one batch: faster where small pictures leave the device idle,
    /// and twice the memory.
    bool batched_guidance = false;
    /// The UNet's transformers do the work that needs several times the memory of their input in pieces of so many
    /// bytes: enough rows for a matrix product at its full rate.
    std::int64_t piece_bytes = std::int64_t{32} << 20;
    /// The decoder mixes so many bytes of all frames' pixels along time at once: what a processor's cache holds, or
    /// enough to fill a graphics card.
    std::int64_t strip_bytes = std::int64_t{4} << 20;
    /// The decoder may hold so many bytes beside the clip where that saves computing twice.
    std::int64_t decode_working_set_bytes = std::int64_t{1} << 30;
};

}  // namespace stillwave::svd
