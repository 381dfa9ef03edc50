#pragma once

#include <cstdint>

namespace stillwave {

/// Bytes that this process holds in RAM; 0 where the system does not say.
std::uint64_t resident_bytes();
/// The most that this process ever held in RAM; 0 where the system does not say.
std::uint64_t peak_resident_bytes();

}  // namespace stillwave
