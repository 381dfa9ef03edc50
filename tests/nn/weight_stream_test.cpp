// Tests of streamed weights with a lane that records its calls in place of copying while the device works.
#include "nn/weight_stream.h"

#include <ATen/ops/equal.h>
#include <ATen/ops/full.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <string>

namespace stillwave::nn {
namespace {

using testing::ElementsAre;

/// The calls in their order, such as "start 3", "join 3", "wait".
using Record = std::vector<std::string>;

class RecordingLane : public CopyLane {
  public:
    explicit RecordingLane(Record& record) : record_(record) {}
    at::Tensor pin(const at::Tensor& host) const override { return host.clone(); }
    Copy start(const at::Tensor& pinned) const override {
        const auto name = std::to_string(pinned[0].item<int>());
        record_.push_back("start " + name);
        return {pinned.clone(), [this, name] { record_.push_back("join " + name); }};
    }
    std::function<void()> mark() const override {
        return [this] { record_.push_back("wait"); };
    }

  private:
    Record& record_;
};

constexpr std::int64_t weight_bytes = 100 * sizeof(float);

class WeightStreamTest : public testing::Test {
  protected:
    WeightStream make(std::int64_t ahead) { return {std::make_unique<RecordingLane>(record), ahead * weight_bytes}; }
    void fill(WeightStream& stream, int count) {
        for (int i = 0; i < count; ++i)
            EXPECT_EQ(stream.add(at::full({100}, i, at::kFloat)), static_cast<std::size_t>(i));
    }
    void pass(WeightStream& stream, const std::vector<int>& order) {
        for (const int i : order)
            EXPECT_TRUE(at::equal(stream.take(static_cast<std::size_t>(i)), at::full({100}, i, at::kFloat))) << i;
    }

    Record record;
};

TEST_F(WeightStreamTest, TheSecondPassIsFetchedAheadInTheOrderOfTheFirst) {
    auto stream = make(2);
    fill(stream, 4);
    pass(stream, {2, 0, 3, 1});
    EXPECT_THAT(record,
                ElementsAre("start 2", "join 2", "start 0", "join 0", "start 3", "join 3", "start 1", "join 1"));
    record.clear();
    pass(stream, {2, 0, 3, 1});
    // From weight 2 on two weights are always on their way when one is joined.
    Record copies;
    std::copy_if(record.begin(), record.end(), std::back_inserter(copies),
                 [](const std::string& event) { return event != "wait"; });
    EXPECT_THAT(copies, ElementsAre("start 2", "join 2", "start 0", "start 3", "join 0", "start 1", "join 3", "start 2",
                                    "join 1", "start 0"));
}

TEST_F(WeightStreamTest, WaitsForTheDeviceBeforeMoreIsOnItThanAgreed) {
    auto stream = make(2);
    fill(stream, 12);
    std::vector<int> order(12);
    for (int i = 0; i < 12; ++i) order[static_cast<std::size_t>(i)] = i;
    for (int i = 0; i < 3; ++i) pass(stream, order);
    int started = 0, waited = 0;
    for (const auto& event : record) {
        started += event.starts_with("start") ? 1 : 0;
        waited += event == "wait" ? 1 : 0;
        // Four weights were started and not yet waited for, and are on the device.
        EXPECT_LE(started - waited, 4);
    }
    EXPECT_GE(started, 36);
}

TEST_F(WeightStreamTest, AnotherOrderGivesTheSameWeights) {
    auto stream = make(3);
    fill(stream, 6);
    pass(stream, {0, 1, 2, 3, 4, 5});
    pass(stream, {5, 3, 1});
    pass(stream, {0, 0, 4, 2, 5, 5, 1});
}

TEST_F(WeightStreamTest, OneThatIsLargerThanTheRoomComesAllTheSame) {
    auto stream = make(0);
    fill(stream, 3);
    for (int i = 0; i < 3; ++i) pass(stream, {0, 1, 2});
}

}  // namespace
}  // namespace stillwave::nn
