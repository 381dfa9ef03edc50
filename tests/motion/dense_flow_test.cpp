#include "motion/dense_flow.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "motion/rendered_motion.h"
#include "types/error.h"

namespace stillwave::motion {
namespace {

/// Two small frames, the second panned by (6, 2) px at full size, which is 3 and 1 px here.
Clip panned() {
    return rendered::as_model(rendered::move(
        "coffee.png",
        [](float x, float y, int t) {
            return cv::Point2f(x + 6.0F * static_cast<float>(t), y + 2.0F * static_cast<float>(t));
        },
        2));
}

TEST(DenseFlow, FindsAPanWithItsDirection) {
    const Clip clip = panned();
    const TwoWayFlow flow = two_way_flow(clip.frames[0], clip.frames[1]);
    ASSERT_EQ(flow.forward.width, 256);
    ASSERT_EQ(flow.forward.height, 144);
    ASSERT_EQ(flow.forward.xy.size(), 256U * 144U * 2U);
    const auto median = [](const Flow& field, std::size_t component) {
        std::vector<float> values;
        for (std::size_t i = component; i < field.xy.size(); i += 2) {
            values.push_back(field.xy[i]);
        }
        std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
        return values[values.size() / 2];
    };
    EXPECT_NEAR(median(flow.forward, 0), -3.0, 0.1);
    EXPECT_NEAR(median(flow.forward, 1), -1.0, 0.1);
    EXPECT_NEAR(median(flow.backward, 0), 3.0, 0.1);
    EXPECT_NEAR(median(flow.backward, 1), 1.0, 0.1);
    EXPECT_EQ(dense_flow(clip.frames[0], clip.frames[1]).xy, flow.forward.xy);
}

TEST(DenseFlow, TrustsWhatReturnsAndNotWhatIsNew) {
    Clip clip = panned();
    cv::Mat3b second = rendered::to_mat(clip.frames[1]);
    const cv::Rect foreign(100, 50, 40, 40);
    cv::Mat3b patch;
    rendered::sample("cat.png")(cv::Rect(150, 100, 40, 40)).copyTo(patch);
    patch.copyTo(second(foreign));
    const TwoWayFlow flow = two_way_flow(clip.frames[0], rendered::to_image(second));
    double inside = 0.0;
    double outside = 0.0;
    for (int y = 0; y < 144; ++y) {
        for (int x = 0; x < 256; ++x) {
            (foreign.contains({x, y}) ? inside : outside) +=
                static_cast<double>(flow.backward_confidence[static_cast<std::size_t>(y * 256 + x)]);
        }
    }
    inside /= foreign.area();
    outside /= 256 * 144 - foreign.area();
    EXPECT_GT(outside, 0.9);
    EXPECT_LT(inside, outside - 0.3);
}

TEST(DenseFlow, RefusesOtherSizesEmptyAndTinyPictures) {
    const Image good = panned().frames[0];
    const Image tiny(15, 40, std::vector<std::uint8_t>(15 * 40 * 3));
    for (const auto& [first, second] : {std::pair{good, tiny}, {tiny, tiny}, {good, Image()}}) {
        try {
            dense_flow(first, second);
            ADD_FAILURE() << "measured " << first.width << " against " << second.width;
        } catch (const Error& e) {
            EXPECT_EQ(e.code(), ErrorCode::invalid_argument);
        }
    }
}

TEST(DenseFlow, TakesTheSmallestSizeAndFlatPictures) {
    const Image flat(16, 16, std::vector<std::uint8_t>(16 * 16 * 3, 90));
    const Flow flow = dense_flow(flat, flat);
    EXPECT_TRUE(std::all_of(flow.xy.begin(), flow.xy.end(), [](float px) { return std::abs(px) < 0.01F; }));
}

}  // namespace
}  // namespace stillwave::motion
