#include "memory/device_info.h"

#include <gmock/gmock.h>

#include "types/error.h"

namespace stillwave {
namespace {

using testing::HasSubstr;

constexpr char amx_cpuinfo[] =
    "processor\t: 0\nmodel name\t: Intel(R) Xeon(R) Platinum 8480+\nphysical id\t: 0\ncore id\t\t: 0\n"
    "flags\t\t: fpu sse2 avx avx2 avx512f avx512_bf16 amx_bf16 amx_tile\n\n"
    "processor\t: 1\nmodel name\t: Intel(R) Xeon(R) Platinum 8480+\nphysical id\t: 0\ncore id\t\t: 1\n"
    "flags\t\t: fpu sse2 avx avx2 avx512f avx512_bf16 amx_bf16 amx_tile\n\n"
    "processor\t: 2\nmodel name\t: Intel(R) Xeon(R) Platinum 8480+\nphysical id\t: 0\ncore id\t\t: 1\n"
    "flags\t\t: fpu sse2 avx avx2 avx512f avx512_bf16 amx_bf16 amx_tile\n\n"
    "processor\t: 3\nmodel name\t: Intel(R) Xeon(R) Platinum 8480+\nphysical id\t: 1\ncore id\t\t: 1\n"
    "flags\t\t: fpu sse2 avx avx2 avx512f avx512_bf16 amx_bf16 amx_tile\n\n";

MachineInfo plain_machine() {
    MachineInfo machine;
    machine.avx2 = true;
    return machine;
}

MachineInfo cuda_machine() {
    auto machine = plain_machine();
    machine.libtorch_has_cuda = true;
    machine.cuda_devices = {{"cuda:0", 1, 1}, {"cuda:1", 1, 1}};
    return machine;
}

const auto never_asked = [] {
    ADD_FAILURE() << "measured where the processor has no fast bfloat16";
    return true;
};

ErrorCode refusal(const std::string& device, const std::string& dtype, const MachineInfo& machine,
                  std::string& message) {
    try {
        choose_device(device, dtype, machine, never_asked);
    } catch (const Error& error) {
        message = error.what();
        return error.code();
    }
    ADD_FAILURE() << "no error";
    return ErrorCode::internal;
}

TEST(DeviceInfo, ReadsCpuinfo) {
    MachineInfo machine;
    read_cpuinfo(amx_cpuinfo, machine);
    EXPECT_EQ(machine.cpu_model, "Intel(R) Xeon(R) Platinum 8480+");
    EXPECT_EQ(machine.logical_cores, 4);
    EXPECT_EQ(machine.physical_cores, 3);
    EXPECT_TRUE(machine.avx2);
    EXPECT_TRUE(machine.avx512_bf16);
    EXPECT_TRUE(machine.amx_bf16);

    MachineInfo odd;
    read_cpuinfo("processor : 0\nflags : avx avx512_bf16x\n:\nno colon\nphysical id\n", odd);
    EXPECT_EQ(odd.physical_cores, 1);
    EXPECT_FALSE(odd.avx2);
    EXPECT_FALSE(odd.avx512_bf16);
}

TEST(DeviceInfo, KnowsThisMachine) {
    const auto machine = machine_info();
    EXPECT_GE(machine.logical_cores, machine.physical_cores);
    EXPECT_GE(machine.physical_cores, 1);
    EXPECT_GT(machine.memory_bytes, std::uint64_t{1} << 28);
    EXPECT_GT(machine.available_memory_bytes, 0u);
    EXPECT_GE(machine.threads, 1);
    EXPECT_THAT(machine.libtorch_version, HasSubstr("2."));
}

TEST(DeviceInfo, ChoosesByCapability) {
    const auto plain = choose_device("auto", "auto", plain_machine(), never_asked);
    EXPECT_EQ(plain.device, "cpu");
    EXPECT_EQ(plain.dtype, "float32");
    EXPECT_THAT(plain.reason, HasSubstr("neither AMX nor AVX512-BF16"));

    const auto cuda = choose_device("auto", "auto", cuda_machine(), never_asked);
    EXPECT_EQ(cuda.device, "cuda:0");
    EXPECT_EQ(cuda.dtype, "float16");

    MachineInfo amx;
    read_cpuinfo(amx_cpuinfo, amx);
    const auto faster = choose_device("auto", "auto", amx, [] { return true; });
    EXPECT_EQ(faster.dtype, "bfloat16");
    EXPECT_THAT(faster.reason, HasSubstr("AMX"));
    EXPECT_EQ(choose_device("auto", "auto", amx, [] { return false; }).dtype, "float32");
}

TEST(DeviceInfo, HonoursWhatIsAsked) {
    EXPECT_EQ(choose_device("cpu", "bfloat16", plain_machine(), never_asked).dtype, "bfloat16");
    EXPECT_EQ(choose_device("cpu", "auto", cuda_machine(), never_asked).device, "cpu");
    EXPECT_EQ(choose_device("cuda:1", "float32", cuda_machine(), never_asked).device, "cuda:1");
    EXPECT_EQ(choose_device("cuda", "auto", cuda_machine(), never_asked).device, "cuda:0");
}

TEST(DeviceInfo, RefusesWhatIsNotThereAndSaysWhatIs) {
    std::string message;
    EXPECT_EQ(refusal("cuda", "auto", plain_machine(), message), ErrorCode::device_unavailable);
    EXPECT_THAT(message, HasSubstr("libtorch has no CUDA; 'cpu' is there"));
    EXPECT_EQ(refusal("cuda:7", "auto", cuda_machine(), message), ErrorCode::device_unavailable);
    EXPECT_THAT(message, HasSubstr("'cpu', 'cuda:0', 'cuda:1'"));
    EXPECT_EQ(refusal("cpu", "float16", plain_machine(), message), ErrorCode::device_unavailable);
    EXPECT_THAT(message, HasSubstr("'float32' and 'bfloat16'"));
    for (const auto* name : {"gpu", "cuda:", "cuda:x", "cuda:-1", "cuda:1x", ""})
        EXPECT_EQ(refusal(name, "auto", cuda_machine(), message), ErrorCode::invalid_argument) << name;
    EXPECT_EQ(refusal("cpu", "int8", plain_machine(), message), ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace stillwave
