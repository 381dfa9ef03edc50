#include "engine/run_report.h"

#include <gtest/gtest.h>

#include <thread>

#include "types/names.h"

namespace stillwave {
namespace {

TEST(RunReport, StagesAndStepsAreTimedInOrder) {
    RunReport report("cpu");
    report.begin(Stage::load);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    report.begin(Stage::sample);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    report.step_done();
    report.step_done();
    report.begin(Stage::decode);
    const auto result = report.finish();
    ASSERT_EQ(result.stage_seconds.size(), 2u);
    EXPECT_EQ(result.stage_seconds[0].first, "load");
    EXPECT_GE(result.stage_seconds[0].second, 0.02);
    EXPECT_EQ(result.stage_seconds[1].first, "decode");
    ASSERT_EQ(result.step_seconds.size(), 2u);
    EXPECT_GE(result.step_seconds[0], 0.005);
    EXPECT_GT(result.peak_resident_bytes, std::uint64_t{1} << 20);
    EXPECT_EQ(result.peak_device_bytes, 0u);
}

}  // namespace
}  // namespace stillwave
