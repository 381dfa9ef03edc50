// Tests that the tiny model's frames are the same on each of the processor's rungs.
#include "memory/memory_rungs.h"

#include <ATen/TensorOperators.h>
#include <gtest/gtest.h>

#include <iostream>

#include "svd/folder_model.h"

namespace stillwave {
namespace {

TEST(MemoryRungs, EachGivesTheSameFrames) {
    const svd::parity::Golden golden{"svd-tiny"};
    const svd::parity::FolderModel model;
    auto call = golden.call();
    const auto expected = model.pipeline()(golden["pixels"], call).frames;
    const auto rungs = memory_rungs(at::kCPU);
    ASSERT_GE(rungs.size(), 2U);
    for (const auto& rung : rungs) {
        call.layout = rung.layout;
        const auto frames = model.pipeline(at::kCPU, at::kFloat, rung.residencies)(golden["pixels"], call).frames;
        const auto difference = (frames - expected).abs().max().item<double>();
        std::cout << "    " << rung.name << ": largest difference of frames " << difference
                  << " (float32), allowed 1e-4\n";
        EXPECT_LE(difference, 1e-4) << rung.name;
    }
}

}  // namespace
}  // namespace stillwave
