// This file is compiled for processors with AVX2 and FMA, and its kernels are only called on them.
#include "nn/cpu_kernels_impl.h"

namespace stillwave::nn {

extern const CpuKernels avx2_kernels;
const CpuKernels avx2_kernels = {sums, scale_shift, geglu};

}  // namespace stillwave::nn
