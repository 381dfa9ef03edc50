#pragma once

#include <ATen/core/Tensor.h>

/// What cpu_kernels.h does, on a CUDA device, in float32, float16 and bfloat16; sums and arithmetic are float32, the
/// same bits at every run. Built where there are a CUDA compiler and libtorch's CUDA libraries
/// (STILLWAVE_CUDA_KERNELS); libtorch's own operators serve elsewhere. All of it is queued on the current stream.
namespace stillwave::nn {

/// Whether the functions below take `values`.
bool has_cuda_kernels(const at::Tensor& values);

/// Of values [samples, rows, channels], contiguous, the mean and the sum of squared distances from it of each group of
/// channels: `mean` and `squares` [samples, groups], float64, which it fills.
void cuda_group_moments(const at::Tensor& values, at::Tensor& mean, at::Tensor& squares);

/// Normalises values [samples, rows, channels], contiguous, of whose groups `mean` and `squares` are known, `count`
/// values in each; times `weight` plus `bias` [channels], then SiLU where asked.
at::Tensor cuda_normalised(const at::Tensor& values, const at::Tensor& mean, const at::Tensor& squares, double count,
                           const at::Tensor& weight, const at::Tensor& bias, double eps, bool silu);

/// [..., 2 * inner] -> [..., inner]: the first half times GELU of the second.
at::Tensor cuda_geglu(const at::Tensor& projected);

}  // namespace stillwave::nn
