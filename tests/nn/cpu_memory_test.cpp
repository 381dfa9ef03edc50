#include "nn/cpu_memory.h"

#include <ATen/ops/empty.h>
#include <c10/core/CPUAllocator.h>
#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace stillwave::nn {
namespace {

constexpr std::size_t mib = std::size_t{1} << 20;

class CpuMemoryTest : public testing::Test {
  protected:
    void SetUp() override { memory.give_back(); }
    void TearDown() override { memory.give_back(); }
    ReusedMemory& memory = ReusedMemory::instance();
};

TEST_F(CpuMemoryTest, ABlockServesAgainForWhatIsNearlyAsLarge) {
    auto first = memory.allocate(32 * mib);
    void* const data = first.get();
    first.clear();
    EXPECT_EQ(memory.kept_bytes(), 32 * mib);
    const auto nearly = memory.allocate(31 * mib);
    EXPECT_EQ(nearly.get(), data);
    EXPECT_EQ(memory.kept_bytes(), 0U);
    const auto same = memory.allocate(32 * mib);
    EXPECT_NE(same.get(), data) << "it is in use";
}

TEST_F(CpuMemoryTest, WhatIsHeldIsAtMostASpareMoreThanWhatWasInUse) {
    static_assert(ReusedMemory::spare_bytes == 32 * mib);
    std::vector<c10::DataPtr> blocks;
    for (int i = 0; i < 8; ++i) blocks.push_back(memory.allocate(16 * mib));
    blocks.clear();
    EXPECT_EQ(memory.kept_bytes(), 128 * mib);
    // Blocks of other sizes do not fit the kept ones, so the kept ones are freed, the longest unused first.
    blocks.push_back(memory.allocate(40 * mib));
    EXPECT_EQ(memory.kept_bytes(), 112 * mib);
    blocks.push_back(memory.allocate(88 * mib));
    EXPECT_EQ(memory.kept_bytes(), 32 * mib);
    blocks.push_back(memory.allocate(64 * mib));
    EXPECT_EQ(memory.kept_bytes(), 32 * mib) << "now more is in use than ever";
}

TEST_F(CpuMemoryTest, SmallBlocksAreNotKept) {
    auto small = memory.allocate(mib / 2);
    EXPECT_NE(small.get(), nullptr);
    small.clear();
    EXPECT_EQ(memory.kept_bytes(), 0U);
    EXPECT_EQ(memory.allocate(0).get(), nullptr);
}

TEST_F(CpuMemoryTest, RawMemoryOfEitherKindGoesBack) {
    for (const auto bytes : {mib / 2, 4 * mib}) memory.raw_deallocate(memory.raw_allocate(bytes));
    EXPECT_EQ(memory.kept_bytes(), 4 * mib);
}

TEST_F(CpuMemoryTest, TensorsLiveThere) {
    auto* const before = c10::GetCPUAllocator();
    reuse_cpu_memory();
    ASSERT_EQ(c10::GetCPUAllocator(), &memory);
    at::Tensor large = at::empty({4, 1 << 20}, at::kFloat);
    std::thread([moved = std::move(large)]() mutable { moved.reset(); }).join();
    EXPECT_EQ(memory.kept_bytes(), 16 * mib) << "also what another thread lets go of";
    give_back_cpu_memory();
    EXPECT_EQ(memory.kept_bytes(), 0U);
    c10::SetCPUAllocator(before);
}

TEST_F(CpuMemoryTest, MoreThanThereIsIsAnError) {
    EXPECT_THROW(memory.allocate(std::size_t{1} << 60), c10::Error);
}

}  // namespace
}  // namespace stillwave::nn
