// Tests that the starter model moves every sample photo, that a higher motion bucket moves it farther, that the seed
// chooses the move, and that the first check fails where the network does nothing.
#include <ATen/ops/zeros_like.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iostream>

#include "engine/engine.h"
#include "media/photo_reader.h"
#include "motion/dense_flow.h"
#include "motion/motion_scores.h"
#include "nn/safetensors.h"
#include "support/temporary_folder.h"
#include "types/error.h"

namespace stillwave {
namespace {

const std::filesystem::path resources = STILLWAVE_RESOURCES;
const std::string starter = (resources / "models" / "starter").string();

// The least motion in px from the first to the last frame, in frames 256 px wide.
constexpr double least_motion_px = 4.0;

/// Returns the model's own frames (without photo detail), made with the model's defaults except for bucket and seed.
Clip animate(Engine& engine, const std::string& photo, const std::string& model, std::int64_t bucket,
             std::int64_t seed) {
    AnimationRequest request;
    request.photo = media::read_photo(resources / "samples" / photo).image;
    request.model = model;
    request.settings = {{"motion_bucket_id", bucket}, {"detail", std::string("model")}, {"seed", seed}};
    return engine.animate(request, {}, {}).clip;
}

double motion_px(const Clip& clip) {
    // Portrait frames are 144 wide and as much smaller along the move: they are measured against their long side.
    const auto& first = clip.frames.front();
    return motion::median_flow_px(first, clip.frames.back()) * 256.0 / std::max(first.width, first.height);
}

/// Returns the angle in degrees between two flows as vectors of all their numbers: 0 for one move of any size, 90 for
/// moves that have nothing in common, 180 for opposite ones.
double angle_between(const motion::Flow& a, const motion::Flow& b) {
    double product = 0, square_a = 0, square_b = 0;
    for (std::size_t i = 0; i < a.xy.size(); ++i) {
        product += double{a.xy[i]} * b.xy[i];
        square_a += double{a.xy[i]} * a.xy[i];
        square_b += double{b.xy[i]} * b.xy[i];
    }
    return std::acos(std::clamp(product / std::sqrt(square_a * square_b), -1.0, 1.0)) * 180 / M_PI;
}

TEST(StarterMotion, EverySamplePhotoMoves) {
    const auto engine = make_local_engine();
    for (const auto* photo : {"astronaut.png", "cat.png", "coffee.png", "rocket.jpg"}) {
        std::vector<double> motions;
        for (std::int64_t seed = 1; seed <= 7; ++seed)
            motions.push_back(motion_px(animate(*engine, photo, starter, 127, seed)));
        std::sort(motions.begin(), motions.end());
        const auto median = motions[motions.size() / 2];
        std::cout << "    " << photo << ": flow first to last at bucket 127, seeds 1 to 7: " << motions.front()
                  << " to " << motions.back() << " px, median " << median << " px\n";
        EXPECT_GE(median, least_motion_px) << photo;
    }
}

TEST(StarterMotion, AHigherBucketMovesFarther) {
    const auto engine = make_local_engine();
    std::vector<double> motions;
    for (const std::int64_t bucket : {20, 80, 160, 255})
        motions.push_back(motion_px(animate(*engine, "rocket.jpg", starter, bucket, 1)));
    std::cout << "    rocket.jpg: " << motions[0] << " px at bucket 20, " << motions[1] << " at 80, " << motions[2]
              << " at 160, " << motions[3] << " at 255\n";
    EXPECT_TRUE(std::is_sorted(motions.begin(), motions.end()));
    EXPECT_LT(motions.front(), 2.5) << "a low bucket must be calm";
    EXPECT_GT(motions.back(), 3 * motions.front());
}

TEST(StarterMotion, TheSeedChoosesTheMove) {
    const auto engine = make_local_engine();
    std::vector<motion::Flow> moves;
    for (std::int64_t seed = 1; seed <= 6; ++seed) {
        const auto clip = animate(*engine, "coffee.png", starter, 127, seed);
        moves.push_back(motion::dense_flow(clip.frames.front(), clip.frames.back()));
    }
    // A move is new where it lies more than 45 degrees from each one before it.
    std::vector<motion::Flow> kinds;
    for (const auto& move : moves) {
        std::cout << "    degrees from the moves before:";
        for (const auto* before = moves.data(); before != &move; ++before)
            std::cout << ' ' << std::lround(angle_between(*before, move));
        std::cout << '\n';
        if (std::all_of(kinds.begin(), kinds.end(), [&](const auto& kind) { return angle_between(kind, move) > 45; }))
            kinds.push_back(move);
    }
    EXPECT_GE(kinds.size(), 3u) << "six seeds must give three kinds of move at least";
}

TEST(StarterMotion, PhotoDetailIsAsSharpAsThePhotoOnEveryFrame) {
    const auto engine = make_local_engine();
    for (const auto* photo : {"coffee.png", "rocket.jpg"}) {
        AnimationRequest request;
        request.photo = media::read_photo(resources / "samples" / photo).image;
        request.model = starter;
        request.settings = {{"motion_bucket_id", std::int64_t{127}}, {"seed", std::int64_t{7}}};
        const auto clip = engine->animate(request, {}, {}).clip;
        double least = 1e9;
        for (const auto& frame : clip.frames)
            least = std::min(least, motion::sharpness(frame) / motion::sharpness(clip.frames.front()));
        std::cout << "    " << photo << ": the softest frame has " << least << " of the photo's sharpness\n";
        EXPECT_GT(least, 0.7) << photo;
    }
}

TEST(StarterMotion, AUNetThatAnswersZeroFailsTheSameCheck) {
    // The network's last layer alone decides its answer: with its weights at zero the answer is zero.
    const test::TemporaryFolder folder;
    const auto model = folder.path() / "starter-zero";
    std::filesystem::copy(starter, model, std::filesystem::copy_options::recursive);
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
        moved = motion_px(animate(*make_local_engine(), "coffee.png", model.string(), 127, 1));
    } catch (const Error& error) {
        ASSERT_EQ(error.code(), ErrorCode::clip_rejected);
    }
    std::cout << "    without the network: " << moved << " px\n";
    EXPECT_LT(moved, least_motion_px);
}

}  // namespace
}  // namespace stillwave
