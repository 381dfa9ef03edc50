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

// A push-in and a pan: linear over the picture, so exact up to its edges.
TEST(Frames, MotionThatLatentsTellIsSmoothUpToTheEdges) {
    svd::PipelineConfig config;
    config.motion_channel = 1;
    config.motion_scale = 5;
    const auto factor = config.vae.scale_factor();
    constexpr std::int64_t rows = 6, columns = 8;
    const auto wanted = [&](std::int64_t pixel, std::int64_t size) {
        return 3 - 0.1 * (static_cast<double>(pixel) - static_cast<double>(size - 1) / 2);
    };
    auto latents = at::zeros({2, 4, rows, columns});
    for (std::int64_t y = 0; y < rows; ++y)
        for (std::int64_t x = 0; x < columns; ++x) {
            // The middle of a place of factor x factor px.
            const auto middle = [&](std::int64_t place, std::int64_t count) {
                const double pixel = (static_cast<double>(place) + 0.5) * static_cast<double>(factor) - 0.5;
                return 3 - 0.1 * (pixel - static_cast<double>(count * factor - 1) / 2);
            };
            latents[1][1][y][x] = middle(x, columns) / 5;
            latents[1][2][y][x] = middle(y, rows) / 5;
        }
    const auto motion = told_motion(latents, config);
    ASSERT_EQ(motion.size(), 2U);
    ASSERT_EQ(motion[1].width, columns * factor);
    ASSERT_EQ(motion[1].height, rows * factor);
    for (const auto value : motion[0].xy) EXPECT_EQ(value, 0);
    for (const std::int64_t y : {std::int64_t{0}, std::int64_t{17}, rows * factor - 1})
        for (const std::int64_t x : {std::int64_t{0}, std::int64_t{30}, columns * factor - 1}) {
            const auto at = 2 * static_cast<std::size_t>(y * columns * factor + x);
            EXPECT_NEAR(motion[1].xy[at], wanted(x, columns * factor), 1e-3) << x;
            EXPECT_NEAR(motion[1].xy[at + 1], wanted(y, rows * factor), 1e-3) << y;
        }
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
