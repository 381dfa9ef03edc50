// Compiled for processors with AVX2 and FMA; only ever called on them.
#include "nn/cpu_kernels_impl.h"

namespace stillwave::nn {

extern const CpuKernels avx2_kernels;
const CpuKernels avx2_kernels = {sums, scale_shift, geglu};

}  // namespace stillwave::nn
