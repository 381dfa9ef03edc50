#pragma once

#include <ATen/Context.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/isfinite.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "nn/safetensors.h"
#include "svd/pipeline_stable_video_diffusion.h"

/// Comparison with tensors that diffusers 0.42.1 and transformers 5.23 made in float32 on a CPU
/// (tests/reference/make_goldens.py).
namespace stillwave::svd::parity {

/// A folder under tests/data with the reference's tensors and the call's arguments.
struct Golden {
    explicit Golden(const std::string& name)
        : folder(std::filesystem::path(STILLWAVE_TEST_DATA) / name),
          tensors(nn::SafetensorsFile::open(folder / "golden.safetensors").named_tensors()),
          arguments(nlohmann::json::parse(std::ifstream(folder / "golden.json"))) {}

    const at::Tensor& operator[](const std::string& key) const { return tensors.at(key); }

    PipelineCall call() const {
        return {{.width = arguments.at("width"),
                 .height = arguments.at("height"),
                 .num_frames = arguments.at("num_frames"),
                 .num_inference_steps = arguments.at("num_inference_steps"),
                 .fps = arguments.at("fps"),
                 .motion_bucket_id = arguments.at("motion_bucket_id"),
                 .noise_aug_strength = arguments.at("noise_aug_strength"),
                 .min_guidance_scale = arguments.at("min_guidance_scale"),
                 .max_guidance_scale = arguments.at("max_guidance_scale"),
                 .decode_chunk_size = arguments.at("decode_chunk_size"),
                 .seed = arguments.at("seed")}};
    }

    std::filesystem::path folder;
    nn::NamedTensors tensors;
    nlohmann::json arguments;
};

struct Difference {
    double largest;
    double mean;
};

inline Difference difference(const at::Tensor& actual, const at::Tensor& expected) {
    const auto apart = (actual.to(at::kCPU, at::kFloat) - expected.to(at::kFloat)).abs();
    return {apart.max().item<double>(), apart.mean().item<double>()};
}

/// Fails where the largest difference is above `tolerance` (NaN fails too), and prints it.
inline void expect_close(const std::string& what, const at::Tensor& actual, const at::Tensor& expected,
                         double tolerance) {
    ASSERT_EQ(actual.sizes(), expected.sizes()) << what;
    const auto found = difference(actual, expected);
    std::cout << "    " << what << ": largest difference " << found.largest << ", allowed " << tolerance << '\n';
    EXPECT_TRUE(found.largest <= tolerance) << what << ": " << found.largest;
}

/// A device and a type in which the model computes, and the largest differences from the float32 reference that are
/// allowed there.
struct Precision {
    std::string name;
    at::Device device;
    at::ScalarType dtype;
    double module_tolerance;      ///< any element of a module's output
    double frame_tolerance;       ///< any element of the pipeline's frames, 0..1
    double mean_frame_tolerance;  ///< the mean of the frames' differences
};

/// Returns float32 on the CPU, and on a machine with CUDA also its three types.
inline std::vector<Precision> precisions() {
    std::vector<Precision> all = {{"cpu_float32", at::kCPU, at::kFloat, 2e-4, 2e-3, 2e-4}};
    if (at::hasCUDA()) {
        all.push_back({"cuda_float32", at::kCUDA, at::kFloat, 5e-4, 5e-3, 5e-4});
        all.push_back({"cuda_float16", at::kCUDA, at::kHalf, 5e-2, 1e-1, 1e-2});
        all.push_back({"cuda_bfloat16", at::kCUDA, at::kBFloat16, 3e-1, 4e-1, 4e-2});
    }
    return all;
}

/// Runs the pipeline as the reference ran it, with and without guidance, and compares every tensor on the way.
inline void expect_pipeline_parity(const StableVideoDiffusionPipeline& pipeline, const Golden& golden,
                                   const Precision& precision) {
    auto call = golden.call();
    const auto guided = pipeline(golden["pixels"], call, {}, {}, true);
    const bool exact = precision.dtype == at::kFloat;
    if (exact) {
        expect_close("clip_pixel_values", guided.tensors.at("clip_pixel_values"), golden["clip_pixel_values"], 2e-4);
        expect_close("image_embedding", guided.tensors.at("image_embedding"), golden["image_embedding"],
                     precision.module_tolerance);
        for (int64_t i = 1; i <= call.num_inference_steps; ++i) {
            const auto key = "latents_step" + std::to_string(i);
            // Latents start at a standard deviation of 700, so that their error is relative to their size.
            const auto scale = golden["pipe_" + key].abs().max().item<double>();
            expect_close(key + ", of the largest value", guided.tensors.at(key) / scale, golden["pipe_" + key] / scale,
                         precision.module_tolerance);
        }
    }
    const auto check_frames = [&](const std::string& what, const at::Tensor& actual, const at::Tensor& expected) {
        expect_close(what, actual, expected, precision.frame_tolerance);
        const auto mean = difference(actual, expected).mean;
        std::cout << "    " << what << ": mean difference " << mean << '\n';
        EXPECT_LE(mean, precision.mean_frame_tolerance) << what;
    };
    check_frames("frames", guided.frames, golden["pipe_frames"]);

    call.min_guidance_scale = call.max_guidance_scale = 1.0;
    check_frames("frames without guidance", pipeline(golden["pixels"], call).frames, golden["pipe_frames_no_cfg"]);
}

}  // namespace stillwave::svd::parity
