// Tests of the estimate that the engine gives of a clip, and of what a run reports of it.
#include <gtest/gtest.h>

#include <filesystem>

#include "engine/engine.h"
#include "types/error.h"

namespace stillwave {
namespace {

// tests/bench/memory_prediction.py measures that the prediction is within 10 % of what the process really holds.
TEST(Prediction, ARunTellsWhatWasForeseen) {
    const std::filesystem::path resources = STILLWAVE_RESOURCES;
    AnimationRequest request;
    request.photo_path = resources / "samples" / "coffee.png";
    request.model = (resources / "models" / "starter").string();
    request.settings = {{"width", std::int64_t{128}},     {"height", std::int64_t{64}},
                        {"num_frames", std::int64_t{4}},  {"num_inference_steps", std::int64_t{1}},
                        {"detail", std::string("model")}, {"seed", std::int64_t{5}}};
    const auto engine = make_local_engine();
    const auto estimate = engine->estimate_animation(request);
    EXPECT_TRUE(estimate.fits);
    EXPECT_GT(estimate.seconds, 0);
    const auto result = engine->animate(request, {}, {});
    EXPECT_EQ(result.report.predicted_bytes, estimate.memory_bytes);
    EXPECT_EQ(result.report.memory, estimate.memory);
    EXPECT_GT(result.report.predicted_seconds, 0);
    engine->prepare(request);
    request.memory_budget_bytes = 1'000'000;
    EXPECT_FALSE(engine->estimate_animation(request).fits);
    EXPECT_THROW(engine->animate(request, {}, {}), Error);
}

}  // namespace
}  // namespace stillwave
