#include "nn/parameter.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/all.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/maximum.h>
#include <ATen/ops/randn.h>
#include <c10/core/GradMode.h>
#include <gtest/gtest.h>

#include <optional>

#include "nn/safetensors.h"
#include "nn/weights.h"
#include "support/temporary_folder.h"

namespace stillwave::nn {
namespace {

struct ParameterFile : testing::Test {
    void SetUp() override {
        values = at::randn({300, 1000});
        const auto path = folder.path() / "weights.safetensors";
        save_safetensors(path, {{"half", values.to(at::kHalf)}, {"whole", values}});
        file.emplace(SafetensorsFile::open(path));
    }

    Parameter parameter(const char* name, Residency residency) {
        return Weights(file->named_tensors(), "file").to(at::kCPU, at::kFloat, residency).parameter(name, {300, 1000});
    }

    const c10::NoGradGuard inference;
    const test::TemporaryFolder folder;
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
    // The pages that were given back have the same content when they are read again.
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

TEST_F(ParameterFile, Float8IsTheNearestOfItsRowsNumbers) {
    auto rows = values.clone();
    rows[7].zero_();
    const Weights weights({{"rows", rows}, {"bias", values[0]}}, "memory");
    const auto as_float8 = weights.to(at::kCPU, at::kFloat, Residency::float8);
    const auto packed = as_float8.parameter("rows", {300, 1000}).get();
    // float8 has three bits after the leading one, so half a step is a sixteenth of the number. Below 2^-6 all steps
    // are 2^-9. A row is scaled so that its largest number is 448.
    const auto allowed = at::maximum(rows.abs() / 16, rows.abs().amax(1, true) / 448 / 1024) * 1.001;
    const auto distance = (packed - rows).abs();
    EXPECT_TRUE(at::all(distance <= allowed).item<bool>());
    EXPECT_GT(distance.max().item<double>(), 0);
    EXPECT_EQ(packed[7].abs().max().item<double>(), 0);
    EXPECT_TRUE(at::equal(as_float8.parameter("bias", {1000}).get(), values[0])) << "one dimension stays as it is";
    const auto stored = rows.to(at::ScalarType::Float8_e4m3fn);
    const auto file8 = Weights({{"rows", stored}}, "memory").to(at::kCPU, at::kFloat, Residency::float8);
    EXPECT_TRUE(at::equal(file8.parameter("rows", {300, 1000}).get(), stored.to(at::kFloat)));
}

}  // namespace
}  // namespace stillwave::nn
