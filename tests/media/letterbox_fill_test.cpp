#include "media/letterbox_fill.h"

#include <gtest/gtest.h>

#include "media_testing.h"

namespace stillwave::media {
namespace {

// An image that is red on the left half and blue on the right.
Image halves(int width, int height) {
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const bool left = x < width / 2;
            pixels.insert(pixels.end(), {static_cast<std::uint8_t>(left ? 200 : 20), std::uint8_t{60},
                                         static_cast<std::uint8_t>(left ? 20 : 200)});
        }
    return Image(width, height, std::move(pixels));
}

const std::uint8_t* pixel(const Image& image, int x, int y) {
    return image.data() + 3 * (y * image.width + x);
}

TEST(LetterboxFill, CropsBackToThePicture) {
    const Image photo = halves(64, 96);
    const FrameRectangle picture = letterbox_rectangle(64, 96, 192, 96);
    const Image frame = letterbox(photo, 192, 96, "#00ff00");
    EXPECT_EQ(testing::largest_difference(crop_to(frame, picture), photo), 0);
    EXPECT_EQ(testing::largest_difference(crop_to(photo, {0, 0, 64, 96}), photo), 0);
}

TEST(LetterboxFill, BlursThePictureIntoTheBarsAndLeavesItItself) {
    const Image photo = halves(64, 96);
    for (const auto& [width, height] : {std::pair{192, 96}, std::pair{64, 200}, std::pair{193, 97}}) {
        const FrameRectangle picture = letterbox_rectangle(64, 96, width, height);
        const Image frame = letterbox(photo, width, height, "#00ff00");
        const Image filled = blur_bars(frame, picture);
        ASSERT_EQ(filled.width, width);
        ASSERT_EQ(filled.height, height);
        EXPECT_EQ(testing::largest_difference(crop_to(filled, picture), crop_to(frame, picture)), 0);
        // The blurred bars have the colours of the photo's sides and none of the bars' green.
        const std::uint8_t* left = pixel(filled, 0, 0);
        const std::uint8_t* right = pixel(filled, width - 1, height - 1);
        EXPECT_GT(left[0], 150);
        EXPECT_LT(left[2], 70);
        EXPECT_GT(right[2], 150);
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) ASSERT_NEAR(pixel(filled, x, y)[1], 60, 2) << x << ", " << y;
    }
}

TEST(LetterboxFill, TheBlurIsSmooth) {
    const Image frame = letterbox(halves(160, 240), 640, 240, "#000000");
    const FrameRectangle picture = letterbox_rectangle(160, 240, 640, 240);
    const Image filled = blur_bars(frame, picture);
    for (int x = 1; x < picture.x; ++x)
        EXPECT_LE(std::abs(pixel(filled, x, 10)[0] - pixel(filled, x - 1, 10)[0]), 8) << x;
}

TEST(LetterboxFill, ARectangleOfALargerClip) {
    EXPECT_EQ(scaled({48, 0, 96, 72}, 2, 2), (FrameRectangle{96, 0, 192, 144}));
    // The whole pixels inside 10.5 to 22.5.
    EXPECT_EQ(scaled({7, 0, 8, 10}, 1.5, 1.5), (FrameRectangle{11, 0, 11, 15}));
}

TEST(LetterboxFill, RectanglesOutsideTheFrameAreRefused) {
    const Image frame = halves(32, 32);
    for (const FrameRectangle& picture : {FrameRectangle{0, 0, 33, 32}, FrameRectangle{-1, 0, 8, 8},
                                          FrameRectangle{0, 0, 0, 8}, FrameRectangle{30, 30, 3, 1}}) {
        EXPECT_EQ(testing::error_of([&] { crop_to(frame, picture); }).code(), ErrorCode::invalid_argument);
        EXPECT_EQ(testing::error_of([&] { blur_bars(frame, picture); }).code(), ErrorCode::invalid_argument);
    }
}

}  // namespace
}  // namespace stillwave::media
