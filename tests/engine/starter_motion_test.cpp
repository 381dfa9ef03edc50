// Tests that the starter model moves every sample photo, and that this check fails where the network does nothing.
#include <ATen/ops/zeros_like.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>

#include "engine/engine.h"
#include "media/photo_reader.h"
#include "motion/motion_scores.h"
#include "nn/safetensors.h"
#include "support/temporary_folder.h"
#include "types/error.h"

namespace stillwave {
namespace {

const std::filesystem::path resources = STILLWAVE_RESOURCES;

// The least motion in px from the first to the last frame, in frames 256 px wide.
constexpr double least_motion_px = 2.0;

/// Returns the model's own frames (without photo detail), made with the model's defaults except for the motion bucket.
Clip animate(Engine& engine, const std::string& photo, const std::string& model, std::int64_t bucket) {
    AnimationRequest request;
    request.photo = media::read_photo(resources / "samples" / photo).image;
    request.model = model;
    request.settings = {{"motion_bucket_id", bucket}, {"detail", std::string("model")}, {"seed", std::int64_t{1}}};
    return engine.animate(request, {}, {}).clip;
}

double motion_px(const Clip& clip) {
    // Portrait frames are 144 wide and as much smaller along the move: they are measured against their long side.
    const auto& first = clip.frames.front();
    return motion::median_flow_px(first, clip.frames.back()) * 256.0 / std::max(first.width, first.height);
}

TEST(StarterMotion, EverySamplePhotoMovesAndMoreAtAHigherBucket) {
    const auto engine = make_local_engine();
    const auto starter = (resources / "models" / "starter").string();
    for (const auto* photo : {"astronaut.png", "cat.png", "coffee.png", "rocket.jpg"}) {
        const double lively = motion_px(animate(*engine, photo, starter, 127));
        const double calm = motion_px(animate(*engine, photo, starter, 20));
        std::cout << "    " << photo << ": median flow first to last " << lively << " px at bucket 127, " << calm
                  << " px at 20\n";
        EXPECT_GE(lively, least_motion_px) << photo;
        EXPECT_GT(lively, calm) << photo;
    }
}

TEST(StarterMotion, AUNetThatAnswersZeroFailsTheSameCheck) {
    // The network's last layer alone decides its answer: with its weights at zero the answer is zero.
    const test::TemporaryFolder folder;
    const auto model = folder.path() / "starter-zero";
    std::filesystem::copy(resources / "models" / "starter", model, std::filesystem::copy_options::recursive);
    const auto file = model / "unet" / "diffusion_pytorch_model.safetensors";
    {
        std::map<std::string, at::Tensor> tensors;
        for (auto& [name, tensor] : nn::SafetensorsFile::open(file).named_tensors()) {
            tensors[name] = name.starts_with("conv_out.") ? at::zeros_like(tensor) : tensor;
        }
        nn::save_safetensors(file, tensors);
    }
    double moved = 0;
    try {
        moved = motion_px(animate(*make_local_engine(), "coffee.png", model.string(), 127));
    } catch (const Error& error) {
        ASSERT_EQ(error.code(), ErrorCode::clip_rejected);
    }
    std::cout << "    without the network: " << moved << " px\n";
    EXPECT_LT(moved, least_motion_px);
}

}  // namespace
}  // namespace stillwave
