// Tests of memory that runs out in the middle of a clip, by an allocator that refuses when the test says so.
#include <c10/core/CPUAllocator.h>
#include <c10/util/Exception.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <vector>

#include "engine/engine.h"
#include "types/error.h"

namespace stillwave {
namespace {

/// libtorch's CPU allocator, except that it refuses memory as often as the test says.
class RefusingAllocator : public c10::Allocator {
  public:
    RefusingAllocator() : usual_(c10::GetCPUAllocator()) { c10::SetCPUAllocator(this, 1); }
    ~RefusingAllocator() override { c10::SetCPUAllocator(usual_, 1); }

    void refuse(int times) { refusals_ = times; }

    c10::DataPtr allocate(std::size_t bytes) override {
        constexpr std::size_t large =
            100'000;  // bytes; smaller ones, such as a progress report's copies, are never refused
        if (refusals_ > 0 && bytes > large) {
            --refusals_;
            TORCH_CHECK(false, "DefaultCPUAllocator: can't allocate memory: you tried to allocate ", bytes, " bytes.");
        }
        return usual_->allocate(bytes);
    }
    c10::DeleterFnPtr raw_deleter() const override { return usual_->raw_deleter(); }
    void copy_data(void* to, const void* from, std::size_t bytes) const override { usual_->copy_data(to, from, bytes); }

  private:
    c10::Allocator* usual_;
    int refusals_ = 0;
};

AnimationRequest request() {
    const std::filesystem::path resources = STILLWAVE_RESOURCES;
    AnimationRequest request;
    request.photo_path = resources / "samples" / "coffee.png";
    request.model = (resources / "models" / "starter").string();
    request.settings = {{"width", std::int64_t{128}},     {"height", std::int64_t{64}},
                        {"num_frames", std::int64_t{4}},  {"num_inference_steps", std::int64_t{3}},
                        {"detail", std::string("model")}, {"seed", std::int64_t{5}}};
    return request;
}

/// Runs a clip in which memory is refused `times` times once `stage` has done `step` steps; collects the sampling
/// steps.
AnimationResult run(RefusingAllocator& memory, Stage stage, int step, int times, std::vector<int>& steps) {
    bool refused = false;
    return make_local_engine()->animate(request(),
                                        [&](const Progress& progress) {
                                            if (progress.stage == Stage::sample) steps.push_back(progress.step);
                                            if (refused || progress.stage != stage || progress.step != step) return;
                                            refused = true;
                                            memory.refuse(times);
                                        },
                                        {});
}

class MemoryLadder : public testing::Test {
  protected:
    RefusingAllocator memory;
    std::vector<int> steps;
    const AnimationResult undisturbed = run(memory, Stage::load, 99, 0, steps);

    void expect_same_picture(const AnimationResult& result) const {
        ASSERT_EQ(result.clip.frames.size(), undisturbed.clip.frames.size());
        for (std::size_t i = 0; i < result.clip.frames.size(); ++i)
            EXPECT_EQ(*result.clip.frames[i].pixels, *undisturbed.clip.frames[i].pixels) << "frame " << i;
    }
};

TEST_F(MemoryLadder, SamplingGoesOnFromTheLastStep) {
    EXPECT_EQ(undisturbed.report.memory, "as fast as it goes");
    EXPECT_THAT(steps, testing::ElementsAre(0, 1, 2, 3));
    std::vector<int> seen;
    const auto result = run(memory, Stage::sample, 2, 1, seen);
    EXPECT_THAT(seen, testing::ElementsAre(0, 1, 2, 2, 3)) << "no step is done twice";
    EXPECT_EQ(result.report.memory, "decoded in the smallest pieces");
    expect_same_picture(result);
}

TEST_F(MemoryLadder, TheLastRungStreamsTheWeights) {
    std::vector<int> seen;
    const auto result = run(memory, Stage::sample, 1, 2, seen);
    EXPECT_EQ(result.report.memory, "decoded in the smallest pieces, weights streamed from the file");
    expect_same_picture(result);
}

TEST_F(MemoryLadder, DecodingNeverSamplesAgain) {
    std::vector<int> seen;
    const auto result = run(memory, Stage::decode, 0, 2, seen);
    EXPECT_THAT(seen, testing::ElementsAre(0, 1, 2, 3));
    EXPECT_EQ(result.report.memory, "decoded in the smallest pieces, weights streamed from the file");
    expect_same_picture(result);
}

TEST_F(MemoryLadder, BelowTheLastRungTheErrorSaysWhatToDo) {
    std::vector<int> seen;
    try {
        run(memory, Stage::sample, 1, 1000, seen);
        FAIL() << "there was no memory";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::out_of_memory);
        EXPECT_THAT(error.what(), testing::HasSubstr("--width"));
    }
    memory.refuse(0);
}

}  // namespace
}  // namespace stillwave
