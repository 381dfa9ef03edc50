#pragma once

#include <cstdint>

/// Element-by-element work in float32 on the CPU, done in one pass over memory where libtorch needs several. The
/// kernels use libtorch's at::vec and are compiled once for each kind of processor. They start no threads: callers
/// divide the rows. Rows are contiguous.
namespace stillwave::nn {

struct CpuKernels {
    /// Adds up `rows` rows of `channels` values, each value less shift[c]: the values to sum[c], their squares to
    /// squares[c].
    void (*sums)(const float* data, std::int64_t rows, std::int64_t channels, const float* shift, float* sum,
                 float* squares);
    /// Computes out = in * scale[c] + shift[c] for each row, followed by SiLU where `silu` is set.
    void (*scale_shift)(const float* in, float* out, std::int64_t rows, std::int64_t channels, const float* scale,
                        const float* shift, bool silu);
    /// Computes out [rows, inner] = in[:, :inner] * GELU(in[:, inner:]), where GELU is the exact one with the error
    /// function.
    void (*geglu)(const float* in, float* out, std::int64_t rows, std::int64_t inner);
};

/// Returns the fastest kernels that this processor can run.
const CpuKernels& cpu_kernels();

}  // namespace stillwave::nn
