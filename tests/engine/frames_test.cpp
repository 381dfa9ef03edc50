#include "engine/frames.h"

#include <ATen/ops/full.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/zeros.h>
#include <gmock/gmock.h>

#include <limits>

#include "types/error.h"

namespace stillwave {
namespace {

TEST(Frames, PixelsAreScaledAndOrderedAsTheModelTakesThem) {
    const Image image(2, 1, {0, 127, 255, 10, 20, 30});
    const auto pixels = image_to_pixels(image);
    ASSERT_EQ(pixels.sizes(), (std::vector<std::int64_t>{1, 3, 1, 2}));
    EXPECT_EQ(pixels[0][0][0][0].item<float>(), -1.0F);
    EXPECT_EQ(pixels[0][2][0][0].item<float>(), 1.0F);
    EXPECT_FLOAT_EQ(pixels[0][1][0][0].item<float>(), 127 / 127.5F - 1);
    EXPECT_FLOAT_EQ(pixels[0][2][0][1].item<float>(), 30 / 127.5F - 1);
}

TEST(Frames, EveryLevelSurvivesTheWayThereAndBack) {
    std::vector<std::uint8_t> bytes(256 * 3);
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i / 3);
    const auto back = frame_to_image(image_to_pixels(Image(256, 1, bytes))[0].add(1).div(2));
    EXPECT_EQ(*back.pixels, bytes);
    EXPECT_EQ(back.width, 256);
    EXPECT_EQ(back.height, 1);
}

TEST(Frames, HalvesRoundToEven) {
    EXPECT_EQ(frame_to_image(at::full({3, 1, 1}, 0.5 / 255)).data()[0], 0);
    EXPECT_EQ(frame_to_image(at::full({3, 1, 1}, 127.5 / 255)).data()[0], 128);
    EXPECT_EQ(frame_to_image(at::full({3, 1, 1}, 128.4 / 255)).data()[0], 128);
}

TEST(Frames, AClipHasAllFramesAndItsRate) {
    const auto clip = frames_to_clip(at::rand({5, 3, 4, 6}), 7);
    ASSERT_EQ(clip.frames.size(), 5u);
    EXPECT_EQ(clip.fps, 7);
    EXPECT_EQ(clip.frames[4].width, 6);
    EXPECT_EQ(clip.frames[4].height, 4);
}

TEST(Frames, NanAndInfinityAreRefusedWithTheFrame) {
    auto frames = at::zeros({4, 3, 8, 8});
    EXPECT_NO_THROW(check_frames(frames));
    for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
        frames[2][1][7][7] = bad;
        try {
            check_frames(frames);
            FAIL() << "passed with " << bad;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::clip_rejected);
            EXPECT_THAT(error.what(), testing::HasSubstr("Frame 3"));
        }
    }
}

}  // namespace
}  // namespace stillwave
