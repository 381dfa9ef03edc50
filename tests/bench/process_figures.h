#pragma once

#include <ctime>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>

/// The figures that a measured program prints of itself: time and memory.
namespace stillwave::bench {

/// The peak of this process's resident bytes, from /proc, because getrusage may tell its parent's.
inline long peak_resident_bytes() {
    std::ifstream status("/proc/self/status");
    std::string line;
    while (std::getline(status, line))
        if (line.starts_with("VmHWM:")) return std::stol(line.substr(6)) * 1024;
    return 0;
}

/// Processor seconds of all threads of this process.
inline double processor_seconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// A stopwatch that starts at its construction.
class Stopwatch {
  public:
    double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

    /// One JSON object on a line: wall and processor seconds since construction, and the peak of memory.
    void print() const {
        std::printf("{\"seconds\": %.4f, \"cpu_s\": %.4f, \"peak_resident_bytes\": %ld}\n", seconds(),
                    processor_seconds() - cpu_start_, peak_resident_bytes());
    }

  private:
    double cpu_start_ = processor_seconds();
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace stillwave::bench
