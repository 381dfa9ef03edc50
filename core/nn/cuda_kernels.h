#pragma once

#include <ATen/core/Tensor.h>

/// The work of cpu_kernels.h on CUDA devices, in float32, float16 and bfloat16. Arithmetic is in float32 and gives the
/// same bits at every run. The kernels are built where there are a CUDA compiler and libtorch's CUDA libraries
/// (STILLWAVE_CUDA_KERNELS); elsewhere libtorch's own operators serve. All work is queued on the current stream.
namespace stillwave::nn {

/// True where the functions below can take `values`.
bool has_cuda_kernels(const at::Tensor& values);

/// Fills `mean` and `squares` [samples, groups], float64, with the mean of each group of channels and the sum of
/// squared distances from it. `values` is [samples, rows, channels], contiguous.
void cuda_group_moments(const at::Tensor& values, at::Tensor& mean, at::Tensor& squares);

/// Normalises `values` [samples, rows, channels], contiguous, by the `mean` and `squares` of their groups with `count`
/// values in each group, then multiplies by `weight` and adds `bias` [channels], and applies SiLU where `silu` is set.
/// Returns a tensor of the same shape and dtype.
at::Tensor cuda_normalised(const at::Tensor& values, const at::Tensor& mean, const at::Tensor& squares, double count,
                           const at::Tensor& weight, const at::Tensor& bias, double eps, bool silu);

/// Computes GEGLU: projected [..., 2 * inner] -> [..., inner], the first half times GELU of the second.
at::Tensor cuda_geglu(const at::Tensor& projected);

}  // namespace stillwave::nn
