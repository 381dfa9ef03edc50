#include "types/process_memory.h"

#include <fstream>
#include <string>

namespace stillwave {
namespace {

/// The row `key` of Linux's /proc/self/status, in bytes.
std::uint64_t status_bytes(const std::string& key) {
    std::ifstream status("/proc/self/status");
    for (std::string row; std::getline(status, row);)
        if (row.starts_with(key)) return std::stoull(row.substr(key.size())) * 1024;
    return 0;
}

}  // namespace

std::uint64_t resident_bytes() {
    return status_bytes("VmRSS:");
}

std::uint64_t peak_resident_bytes() {
    return status_bytes("VmHWM:");
}

}  // namespace stillwave
