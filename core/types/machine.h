#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace stillwave {

struct CudaDevice {
    std::string id;  ///< cuda:N
    std::uint64_t total_bytes = 0;
    std::uint64_t free_bytes = 0;
};

/// The processor, memory and graphics cards that this machine can compute with.
struct MachineInfo {
    std::string cpu_model;
    int physical_cores = 0;
    int logical_cores = 0;
    bool avx2 = false;
    bool avx512_bf16 = false;
    bool amx_bf16 = false;
    std::uint64_t memory_bytes = 0;
    std::uint64_t available_memory_bytes = 0;
    std::string libtorch_version;
    bool libtorch_has_cuda = false;  ///< built with CUDA, whether or not a device is there
    int threads = 0;                 ///< the threads that libtorch uses
    std::vector<CudaDevice> cuda_devices;
};

/// The device and the type to compute in, and the reason for them.
struct DeviceChoice {
    std::string device;  ///< cpu | cuda:N
    std::string dtype;   ///< float32 | float16 | bfloat16
    std::string reason;  ///< one sentence for people
};

}  // namespace stillwave
