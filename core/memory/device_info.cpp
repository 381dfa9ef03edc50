#include "memory/device_info.h"

#include <ATen/Context.h>
#include <ATen/DeviceAccelerator.h>
#include <ATen/Parallel.h>

#include <charconv>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "memory/device_speed.h"
#include "types/build_info.h"
#include "types/error.h"

namespace stillwave {
namespace {

std::uint64_t meminfo_bytes(const std::string& text, const std::string& key) {
    const auto start = text.find(key + ":");
    if (start == std::string::npos) return 0;
    return std::strtoull(text.c_str() + start + key.size() + 1, nullptr, 10) * 1024;
}

std::string read_all(const char* path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string what_there_is(const MachineInfo& machine) {
    if (machine.cuda_devices.empty())
        return machine.libtorch_has_cuda ? "This machine shows no CUDA device; 'cpu' is there."
                                         : "This build of libtorch has no CUDA; 'cpu' is there.";
    std::string text = "There is 'cpu'";
    for (const auto& cuda : machine.cuda_devices) text += ", '" + cuda.id + "'";
    return text + ".";
}

std::string resolve_device(const std::string& device, const MachineInfo& machine) {
    if (device == "auto") return machine.cuda_devices.empty() ? "cpu" : machine.cuda_devices.front().id;
    if (device == "cpu") return device;
    int index = 0;
    const bool indexed = device.starts_with("cuda:");
    if (device != "cuda") {
        const char* end = device.data() + device.size();
        const auto parsed = indexed ? std::from_chars(device.data() + 5, end, index)
                                    : std::from_chars_result{end, std::errc::invalid_argument};
        if (parsed.ec != std::errc() || parsed.ptr != end || index < 0)
            throw Error(ErrorCode::invalid_argument,
                        "There is no device '" + device + "'. It must be auto, cpu, cuda or cuda:N.");
    }
    const std::string id = "cuda:" + std::to_string(index);
    for (const auto& cuda : machine.cuda_devices)
        if (cuda.id == id) return id;
    throw Error(ErrorCode::device_unavailable, "Device '" + device + "' is not available. " + what_there_is(machine));
}

}  // namespace

void read_cpuinfo(const std::string& text, MachineInfo& machine) {
    std::istringstream lines(text);
    std::set<std::string> cores;
    std::string line, package;
    while (std::getline(lines, line)) {
        const auto colon = line.find(':');
        if (colon == std::string::npos) continue;
        const auto key = line.substr(0, line.find_last_not_of(" \t", colon - 1) + 1);
        const auto value = colon + 2 <= line.size() ? line.substr(colon + 2) : std::string();
        if (key == "processor") ++machine.logical_cores;
        if (key == "model name") machine.cpu_model = value;
        if (key == "physical id") package = value;
        if (key == "core id") cores.insert(package + ":" + value);
        if (key == "flags") {
            const auto flags = " " + value + " ";
            const auto has = [&](const char* flag) { return flags.find(" " + std::string(flag) + " ") != flags.npos; };
            machine.avx2 = has("avx2");
            machine.avx512_bf16 = has("avx512_bf16");
            machine.amx_bf16 = has("amx_bf16");
        }
    }
    machine.physical_cores = cores.empty() ? machine.logical_cores : static_cast<int>(cores.size());
}

MachineInfo machine_info() {
    MachineInfo machine;
    read_cpuinfo(read_all("/proc/cpuinfo"), machine);
    const auto memory = read_all("/proc/meminfo");
    machine.memory_bytes = meminfo_bytes(memory, "MemTotal");
    machine.available_memory_bytes = meminfo_bytes(memory, "MemAvailable");
    machine.libtorch_version = current_build().libtorch;
    machine.threads = at::get_num_threads();
    machine.libtorch_has_cuda = at::globalContext().hasCUDART();
    if (at::hasCUDA()) {
        at::globalContext().lazyInitDevice(at::kCUDA);
        const auto count = static_cast<int>(at::getNumGPUs());
        for (int i = 0; i < count; ++i) {
            const auto [free, total] = at::accelerator::getMemoryInfo(static_cast<c10::DeviceIndex>(i));
            machine.cuda_devices.push_back({"cuda:" + std::to_string(i), total, free});
        }
    }
    return machine;
}

DeviceChoice choose_device(const std::string& device, const std::string& dtype, const MachineInfo& machine,
                           const std::function<bool()>& bfloat16_is_faster) {
    if (dtype != "auto" && dtype != "float32" && dtype != "float16" && dtype != "bfloat16")
        throw Error(ErrorCode::invalid_argument,
                    "There is no dtype '" + dtype + "'. It must be auto, float32, float16 or bfloat16.");
    DeviceChoice choice;
    choice.device = resolve_device(device, machine);
    const bool cpu = choice.device == "cpu";
    if (device != "auto") {
        choice.reason = choice.device + " was asked for";
    } else {
        choice.reason = cpu ? "no CUDA device is there" : choice.device + " is the first CUDA device";
    }
    if (cpu && dtype == "float16")
        throw Error(ErrorCode::device_unavailable,
                    "dtype 'float16' is not available on the processor. It has 'float32' and 'bfloat16'.");
    if (dtype != "auto") {
        choice.dtype = dtype;
        choice.reason += "; " + dtype + " was asked for.";
    } else if (!cpu) {
        choice.dtype = "float16";
        choice.reason += "; float16 is its fast type.";
    } else if (!machine.amx_bf16 && !machine.avx512_bf16) {
        choice.dtype = "float32";
        choice.reason += "; float32, because the processor has neither AMX nor AVX512-BF16 to make bfloat16 fast.";
    } else {
        const std::string unit = machine.amx_bf16 ? "AMX" : "AVX512-BF16";
        const bool faster = bfloat16_is_faster();
        choice.dtype = faster ? "bfloat16" : "float32";
        choice.reason +=
            "; the processor has " + unit +
            (faster ? ", and bfloat16 was measured to be faster." : ", but bfloat16 was measured to be slower.");
    }
    return choice;
}

DeviceChoice choose_device(const std::string& device, const std::string& dtype) {
    return choose_device(device, dtype, machine_info(), [] {
        return product_seconds(at::kCPU, at::kBFloat16, 768) < product_seconds(at::kCPU, at::kFloat, 768);
    });
}

}  // namespace stillwave
