#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "types/machine.h"

namespace stillwave {

/// Fills the processor's fields from the text of Linux's /proc/cpuinfo.
void read_cpuinfo(const std::string& text, MachineInfo& machine);

MachineInfo machine_info();

/// Chooses by capability where `device` or `dtype` is "auto", and honours what is asked: CUDA computes in float16, the
/// processor in float32 unless it has AMX or AVX512-BF16 and `bfloat16_is_faster` says so (asked only then).
/// Throws Error(device_unavailable) that says what there is, Error(invalid_argument) for names that are none.
DeviceChoice choose_device(const std::string& device, const std::string& dtype, const MachineInfo& machine,
                           const std::function<bool()>& bfloat16_is_faster);

/// As above with this machine and a matrix product of each type timed here: some hundredths of a second.
DeviceChoice choose_device(const std::string& device, const std::string& dtype);

}  // namespace stillwave
