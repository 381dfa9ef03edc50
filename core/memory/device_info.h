#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "types/machine.h"

namespace stillwave {

/// Fills the processor's fields from the text of Linux's /proc/cpuinfo.
void read_cpuinfo(const std::string& text, MachineInfo& machine);

MachineInfo machine_info();

/// Chooses the device and the type to compute in. Values other than "auto" are honoured. For "auto" the first CUDA
/// device comes before the processor. CUDA computes in float16, the processor in float32 unless it has AMX or
/// AVX512-BF16 and `bfloat16_is_faster`, which is asked only then, says yes. Throws Error(device_unavailable) that says
/// what there is, and Error(invalid_argument) for unknown names.
DeviceChoice choose_device(const std::string& device, const std::string& dtype, const MachineInfo& machine,
                           const std::function<bool()>& bfloat16_is_faster);

/// Chooses for this machine. Where the processor has AMX or AVX512-BF16 a matrix product of each type is timed, which
/// takes some hundredths of a second. Throws as above.
DeviceChoice choose_device(const std::string& device, const std::string& dtype);

}  // namespace stillwave
