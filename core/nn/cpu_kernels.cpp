#include "nn/cpu_kernels.h"

#include <ATen/Version.h>

#include "nn/cpu_kernels_impl.h"

namespace stillwave::nn {

#ifdef STILLWAVE_AVX2_KERNELS
extern const CpuKernels avx2_kernels;
#endif

const CpuKernels& cpu_kernels() {
    static const CpuKernels plain = {sums, scale_shift, geglu};
#ifdef STILLWAVE_AVX2_KERNELS
    // libtorch is asked, because ATEN_CPU_CAPABILITY can limit its answer.
    static const bool avx2 = at::get_cpu_capability().starts_with("AVX");
    if (avx2) return avx2_kernels;
#endif
    return plain;
}

}  // namespace stillwave::nn
