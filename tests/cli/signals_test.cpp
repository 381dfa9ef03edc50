#include <gmock/gmock.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "cli/program.h"

namespace stillwave::test {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

// The starter takes about half a second a step at this size and makes 200 steps, so the signal comes while it samples.
void stop_while_sampling(int signal) {
    const Workplace workplace;
    const auto process = workplace.start(
        {"animate", STILLWAVE_RESOURCES "/samples/coffee.png", "--num-inference-steps", "200", "-o", "clip.mp4"});
    const auto patience = Clock::now() + std::chrono::seconds(120);
    while (workplace.errors_so_far().find("sampling 1/200") == std::string::npos) {
        ASSERT_LT(Clock::now(), patience) << workplace.errors_so_far();
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    const auto start = Clock::now();
    kill(process, signal);
    const auto outcome = workplace.wait(process);
    EXPECT_EQ(outcome.code, 130) << outcome.err;
    EXPECT_LT(Clock::now() - start, std::chrono::seconds(30));  // the time of a step on a busy machine
    std::vector<std::string> left;
    for (const auto& entry : fs::directory_iterator(workplace.folder())) left.push_back(entry.path().filename());
    EXPECT_THAT(left, testing::UnorderedElementsAre(".out", ".err"));
}

TEST(Signals, CtrlCStopsWithinAStepAndLeavesNoFile) {
    stop_while_sampling(SIGINT);
}

TEST(Signals, SoDoesATerminationRequest) {
    stop_while_sampling(SIGTERM);
}

}  // namespace
}  // namespace stillwave::test
