#pragma once

#include <cstdint>

/// Element-by-element work in float32 on the CPU, done in one pass over memory where libtorch takes several. Vectorised
/// with libtorch's at::vec, once for each kind of processor; threads are the caller's. Rows are contiguous.
namespace stillwave::nn {

struct CpuKernels {
    /// Adds the values of `rows` rows of `channels` values, each less shift[c], to sum[c] and their squares to
    /// squares[c].
    void (*sums)(const float* data, std::int64_t rows, std::int64_t channels, const float* shift, float* sum,
                 float* squares);
    /// Computes out = in * scale[c] + shift[c], then SiLU where asked.
    void (*scale_shift)(const float* in, float* out, std::int64_t rows, std::int64_t channels, const float* scale,
                        const float* shift, bool silu);
    /// Computes out [rows, inner] = in[:, :inner] * GELU(in[:, inner:]), with GELU by the error function.
    void (*geglu)(const float* in, float* out, std::int64_t rows, std::int64_t inner);
};

/// The fastest kernels that this processor can run.
const CpuKernels& cpu_kernels();

}  // namespace stillwave::nn
