// Tests of the memory that the planner predicts for a clip, and of the plan that it chooses within a budget.
#include "memory/memory_planner.h"

#include <gmock/gmock.h>

#include "types/error.h"

namespace stillwave {
namespace {

using testing::HasSubstr;

constexpr std::uint64_t gib = std::uint64_t{1} << 30;
const DeviceChoice processor{"cpu", "float32", ""};

/// A clip of the usual size by the full-size model in a float16 file, which sees 25 frames together.
PlannedClip full_size(const svd::PipelineConfig& config) {
    return {config, at::kHalf, {{.width = 1024, .height = 576, .num_frames = 25, .context_length = 25}}};
}

std::vector<std::string> names(const MemoryPlan& plan) {
    std::vector<std::string> all;
    for (const auto& rung : plan.rungs) all.emplace_back(rung.name);
    return all;
}

TEST(MemoryPlanner, TakesTheFastestRungThatFits) {
    const svd::PipelineConfig config;
    auto clip = full_size(config);
    const auto roomy = plan_memory(clip, processor, 0, 64 * gib);
    EXPECT_TRUE(roomy.estimate.fits);
    EXPECT_EQ(roomy.estimate.memory, "as fast as it goes");
    EXPECT_EQ(roomy.rungs.size(), 3U);
    // The estimate exceeds the memory of the weights alone, which is 9 GB in float32.
    EXPECT_GT(roomy.estimate.memory_bytes, 9'000'000'000U);
    // The file is float16, so only the weights in use are float32.
    const auto tight = plan_memory(clip, processor, 0, 16 * gib);
    EXPECT_TRUE(tight.estimate.fits) << tight.estimate.memory_bytes;
    EXPECT_THAT(tight.estimate.memory, HasSubstr("streamed"));
    EXPECT_LT(tight.estimate.memory_bytes, roomy.estimate.memory_bytes);
    // A given budget counts instead of the free memory.
    clip.memory_budget_bytes = 16 * gib;
    EXPECT_EQ(names(plan_memory(clip, processor, 0, 64 * gib)), names(tight));
    EXPECT_EQ(plan_memory(clip, processor, 0, 64 * gib).estimate.budget_bytes, 16 * gib);
}

TEST(MemoryPlanner, OnACardTheProcessorIsTheLastResort) {
    const svd::PipelineConfig config;
    const auto clip = full_size(config);
    const auto all = memory_rungs(at::Device("cuda:0"));
    ASSERT_TRUE(all.front().layout.batched_guidance);
    std::int64_t before = std::int64_t{1} << 60;
    svd::VideoCosts costs(config, clip.call, at::Device("cuda:0"), at::kHalf);
    for (const auto& rung : all) {
        const auto use = predict_memory(costs, rung, at::kHalf);
        EXPECT_LE(use.device_bytes, before) << rung.name << " takes more than the rung before it";
        before = use.device_bytes;
        std::cout << "    25 frames of 1024x576, float16: " << use.device_bytes / 1'000'000 << " MB, " << rung.name
                  << '\n';
    }
    EXPECT_LE(before, 6'000'000'000) << "a card of 6 GB";
    // Small frames leave a graphics card idle, so both branches of guidance run at once.
    svd::PipelineCall small{{.width = 256, .height = 256}};
    const auto choose = [&](const svd::PipelineCall& call, std::int64_t budget) {
        svd::VideoCosts of_call(config, call, at::Device("cuda:0"), at::kHalf);
        return choose_rung(of_call, all, at::kHalf, budget);
    };
    EXPECT_TRUE(all[choose(small, std::int64_t{80} << 30)].layout.batched_guidance);
    EXPECT_FALSE(all[choose(clip.call, std::int64_t{80} << 30)].layout.batched_guidance);
    small.max_guidance_scale = 1;
    EXPECT_FALSE(all[choose(small, std::int64_t{80} << 30)].layout.batched_guidance);
    EXPECT_EQ(choose(clip.call, std::int64_t{1} << 30), all.size() - 1);
}

TEST(MemoryPlanner, EightBitWeightsTakeLess) {
    const svd::PipelineConfig config;
    auto clip = full_size(config);
    const auto plain = plan_memory(clip, processor, 0, 64 * gib);
    clip.float8 = true;
    const auto packed = plan_memory(clip, processor, 0, 64 * gib);
    EXPECT_LT(packed.estimate.memory_bytes + 4'000'000'000U, plain.estimate.memory_bytes);
}

TEST(MemoryPlanner, DeepFeaturesSaveTime) {
    const svd::PipelineConfig config;
    auto clip = full_size(config);
    const auto plain = plan_memory(clip, processor, 0, 64 * gib);
    clip.call.deep_cache_interval = 3;
    const auto reused = plan_memory(clip, processor, 0, 64 * gib);
    EXPECT_LT(reused.estimate.seconds, 0.8 * plain.estimate.seconds);
    auto call = clip.call;
    const auto kept = svd::video_cost(config, call, at::kCPU, at::kFloat).unet.peak_bytes;
    call.deep_cache_interval = 1;
    EXPECT_GT(kept, svd::video_cost(config, call, at::kCPU, at::kFloat).unet.peak_bytes);
}

TEST(MemoryPlanner, ALongClipTakesTheTimeOfAllItsWindows) {
    const svd::PipelineConfig config;
    auto clip = full_size(config);
    const auto plain = plan_memory(clip, processor, 0, 64 * gib);
    clip.call.num_frames = 100;
    const auto windowed = plan_memory(clip, processor, 0, 64 * gib);
    EXPECT_GT(windowed.estimate.seconds, 5 * plain.estimate.seconds) << "windows overlap by half";
}

TEST(MemoryPlanner, ALastPhotoTakesFourPassesAStep) {
    const svd::PipelineConfig config;
    auto clip = full_size(config);
    const auto plain = plan_memory(clip, processor, 0, 64 * gib);
    clip.steered.ends_at_photo = true;
    const auto ended = plan_memory(clip, processor, 0, 64 * gib);
    EXPECT_GT(ended.estimate.seconds, 1.5 * plain.estimate.seconds);
    EXPECT_LT(ended.estimate.seconds, 2.1 * plain.estimate.seconds);
}

TEST(MemoryPlanner, WhatCannotBeIsRefusedBeforeItStarts) {
    const svd::PipelineConfig config;
    auto clip = full_size(config);
    clip.memory_budget_bytes = 2 * gib;
    auto plan = plan_memory(clip, processor, 0, 64 * gib);
    EXPECT_FALSE(plan.estimate.fits);
    EXPECT_EQ(plan.rungs.size(), 1U) << "the most frugal rung";
    const auto refusal = [&](std::uint64_t machine_bytes) {
        try {
            check_plan(plan, clip, machine_bytes);
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::out_of_memory);
            return std::string(error.what());
        }
        return std::string("allowed");
    };
    EXPECT_THAT(refusal(64 * gib), testing::AllOf(HasSubstr("25 frames of 1024x576 px"),
                                                  HasSubstr("the budget is 2.1 GB"), HasSubstr("--memory-budget")));
    clip.memory_budget_bytes = 0;
    plan = plan_memory(clip, processor, 0, 2 * gib);
    EXPECT_THAT(refusal(4 * gib), HasSubstr("cpu has 4.3 GB"));
    EXPECT_EQ(refusal(64 * gib), "allowed") << "others may let memory go: it is tried, with a warning";
}

}  // namespace
}  // namespace stillwave
