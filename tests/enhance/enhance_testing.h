#pragma once

#include <ATen/Context.h>
#include <ATen/TensorOperators.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "nn/safetensors.h"
#include "types/error.h"

namespace stillwave::enhance {

inline std::filesystem::path data_file(const std::string& name) {
    return std::filesystem::path(STILLWAVE_TEST_DATA) / "enhance" / name;
}

inline std::filesystem::path shipped_model() {
    return std::filesystem::path(STILLWAVE_RESOURCES) / "models" / "realesr-animevideov3";
}

/// The reference's inputs and outputs (tests/reference/make_upscaler_data.py).
inline at::Tensor golden(const std::string& name) {
    return nn::SafetensorsFile::open(data_file("golden.safetensors")).named_tensors().at(name);
}

inline double largest_difference(const at::Tensor& a, const at::Tensor& b) {
    return (a.to(at::kCPU, at::kFloat) - b.to(at::kCPU, at::kFloat)).abs().max().item<double>();
}

/// Fails where the largest difference is above `tolerance` (NaN fails too), and prints it.
inline void expect_close(const std::string& what, const at::Tensor& actual, const at::Tensor& expected,
                         double tolerance) {
    ASSERT_EQ(actual.sizes(), expected.sizes()) << what;
    const auto found = largest_difference(actual, expected);
    std::cout << "    " << what << ": largest difference " << found << ", allowed " << tolerance << '\n';
    EXPECT_TRUE(found <= tolerance) << what << ": " << found;
}

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void write_file(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// Runs `action`, which must throw an Error with that code, and returns its message.
template <class Action>
std::string refusal(ErrorCode code, const Action& action) {
    try {
        action();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), code) << error.what();
        return error.what();
    }
    ADD_FAILURE() << "nothing was refused";
    return {};
}

}  // namespace stillwave::enhance
