#include "nn/parameter.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/randn.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <optional>

#include "nn/safetensors.h"
#include "nn/weights.h"

namespace stillwave::nn {
namespace {

struct ParameterFile : testing::Test {
    void SetUp() override {
        folder = std::filesystem::path(testing::TempDir()) / "parameter_test";
        std::filesystem::create_directories(folder);
        values = at::randn({300, 1000});
        save_safetensors(folder / "weights.safetensors", {{"half", values.to(at::kHalf)}, {"whole", values}});
        file.emplace(SafetensorsFile::open(folder / "weights.safetensors"));
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    Parameter parameter(const char* name, Residency residency) {
        return Weights(file->named_tensors(), "file").to(at::kCPU, at::kFloat, residency).parameter(name, {300, 1000});
    }

    std::filesystem::path folder;
    at::Tensor values;
    std::optional<SafetensorsFile> file;
};

TEST_F(ParameterFile, WhatNeedsNoPreparationIsTheFilesOwnMemory) {
    const auto whole = parameter("whole", Residency::kept);
    EXPECT_EQ(whole.get().const_data_ptr(), file->named_tensors().at("whole").const_data_ptr());
    EXPECT_TRUE(at::equal(whole.get(), values));
}

TEST_F(ParameterFile, KeptIsMadeReadyOnce) {
    const auto half = parameter("half", Residency::kept);
    EXPECT_EQ(half.get().const_data_ptr(), half.get().const_data_ptr());
    EXPECT_EQ(half.get().scalar_type(), at::kFloat);
    // The pages that were given back hold the same when they are read again.
    EXPECT_TRUE(at::equal(file->named_tensors().at("half"), values.to(at::kHalf)));
}

TEST_F(ParameterFile, StreamedIsMadeReadyEachTimeAndIsTheSame) {
    const auto half = parameter("half", Residency::streamed);
    const auto first = half.get();
    const auto second = half.get();
    EXPECT_NE(first.const_data_ptr(), second.const_data_ptr());
    EXPECT_TRUE(at::equal(first, second));
    EXPECT_TRUE(at::equal(first, parameter("half", Residency::kept).get()));
    int prepared = 0;
    for (int i = 0; i < 3; ++i)
        half.get([&](const at::Tensor& plain) {
            ++prepared;
            return plain.t().contiguous();
        });
    EXPECT_EQ(prepared, 3);
}

TEST_F(ParameterFile, KeptRemembersWhatWasMadeOfIt) {
    const auto whole = parameter("whole", Residency::kept);
    int prepared = 0;
    const auto turn = [&](const at::Tensor& plain) {
        ++prepared;
        return plain.t().contiguous();
    };
    whole.get(turn);
    EXPECT_TRUE(at::equal(whole.get(turn), values.t()));
    EXPECT_EQ(prepared, 1);
}

}  // namespace
}  // namespace stillwave::nn
