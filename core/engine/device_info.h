#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace stillwave {

struct CudaDevice {
    std::string id;  ///< cuda:N
    std::uint64_t total_bytes = 0;
    std::uint64_t free_bytes = 0;
};

/// What this machine can compute with.
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
    int threads = 0;                 ///< that libtorch uses
    std::vector<CudaDevice> cuda_devices;
};

/// Fills the processor's fields from the text of Linux's /proc/cpuinfo.
void read_cpuinfo(const std::string& text, MachineInfo& machine);

MachineInfo machine_info();

/// Memory that this process holds in RAM, and the most that it ever held; 0 where the system does not say.
std::uint64_t resident_bytes();
std::uint64_t peak_resident_bytes();

/// Where to compute, in what type, and why.
struct DeviceChoice {
    std::string device;  ///< cpu | cuda:N
    std::string dtype;   ///< float32 | float16 | bfloat16
    std::string reason;  ///< one sentence for people
};

/// Chooses by capability where `device` or `dtype` is "auto", and honours what is asked: CUDA computes in float16, the
/// processor in float32 unless it has AMX or AVX512-BF16 and `bfloat16_is_faster` says so (asked only then).
/// Throws Error(device_unavailable) that says what there is, Error(invalid_argument) for names that are none.
DeviceChoice choose_device(const std::string& device, const std::string& dtype, const MachineInfo& machine,
                           const std::function<bool()>& bfloat16_is_faster);

/// As above with this machine and a matrix product of each type timed here: some hundredths of a second.
DeviceChoice choose_device(const std::string& device, const std::string& dtype);

}  // namespace stillwave
