#include "media/crop.h"

#include <gtest/gtest.h>

#include <cmath>
#include <iostream>
#include <numbers>
#include <vector>

#include "media/photo_reader.h"
#include "media_testing.h"

namespace stillwave::media {
namespace {

using testing::data;
using testing::error_of;
using testing::largest_difference;

TEST(CropFor, KeepsTheTargetsAspectAndTheFocus) {
    EXPECT_EQ(crop_for(600, 400, 100, 100, 0.5, 0.5), (Crop{100, 0, 400, 400}));
    EXPECT_EQ(crop_for(600, 400, 100, 100, 0.0, 0.5), (Crop{0, 0, 400, 400}));
    EXPECT_EQ(crop_for(600, 400, 100, 100, 1.0, 0.5), (Crop{200, 0, 400, 400}));
    EXPECT_EQ(crop_for(600, 400, 100, 100, 0.4, 0.5), (Crop{40, 0, 400, 400}));
    EXPECT_EQ(crop_for(400, 600, 100, 100, 0.5, 0.25), (Crop{0, 0, 400, 400}));
    EXPECT_EQ(crop_for(400, 600, 100, 100, 0.5, 0.5), (Crop{0, 100, 400, 400}));
    EXPECT_EQ(crop_for(1920, 1080, 256, 144, 0.9, 0.1), (Crop{0, 0, 1920, 1080}));
    // The crop's edges lie within pixels, because 400 * 16 / 9 is no whole number.
    const Crop crop = crop_for(1000, 400, 1024, 576, 0.5, 0.5);
    EXPECT_DOUBLE_EQ(crop.width, 400.0 * 1024 / 576);
    EXPECT_DOUBLE_EQ(crop.x, (1000 - crop.width) / 2);
}

// A 3:2 photo for sizes that are multiples of 8 px, as models take them.
TEST(CropFor, SizesOfEightHaveTheirExactAspect) {
    EXPECT_EQ(crop_for(6000, 4000, 640, 360, 0.5, 0.5), (Crop{0, 312.5, 6000, 3375}));
    EXPECT_EQ(crop_for(6000, 4000, 768, 432, 0.5, 0.0), (Crop{0, 0, 6000, 3375}));
    EXPECT_EQ(crop_for(6000, 4000, 72, 56, 1.0, 0.5), (Crop{6000 - 4000.0 * 72 / 56, 0, 4000.0 * 72 / 56, 4000}));
    const Image photo = testing::solid(60, 40, 1, 2, 3);
    for (int height = 8; height <= 64; height += 8)
        for (int width = 8; width <= 64; width += 8) {
            const Crop crop = crop_for(photo.width, photo.height, width, height, 0.3, 0.7);
            EXPECT_DOUBLE_EQ(crop.width * height, crop.height * width);
            const Image image = crop_and_resize(photo, crop, width, height);
            EXPECT_EQ(largest_difference(image, testing::solid(width, height, 1, 2, 3)), 0) << width << "x" << height;
        }
}

TEST(CropFor, StaysInsideForAllShapes) {
    for (const int width : {1, 7, 640, 10007})
        for (const int height : {1, 9, 427, 9973})
            for (const double focus : {0.0, 0.3, 1.0}) {
                const Crop crop = crop_for(width, height, 1024, 576, focus, focus);
                EXPECT_GE(crop.x, 0);
                EXPECT_GE(crop.y, 0);
                EXPECT_LE(crop.x + crop.width, width + 1e-9);
                EXPECT_LE(crop.y + crop.height, height + 1e-9);
                EXPECT_NEAR(crop.width / crop.height, 1024.0 / 576, 1e-9);
                EXPECT_NO_THROW(crop_and_resize(
                    testing::solid(width > 700 ? 1 : width, height > 700 ? 1 : height, 1, 2, 3),
                    crop_for(width > 700 ? 1 : width, height > 700 ? 1 : height, 32, 18, focus, focus), 32, 18));
            }
}

TEST(CropAndResize, AWholePhotoOfTheSizeIsUntouched) {
    const Image photo = read_photo(data("plain.png")).image;
    const Image same = crop_and_resize(photo, crop_for(96, 64, 48, 32, 0.5, 0.5), 96, 64);
    EXPECT_EQ(same.pixels, photo.pixels);
}

TEST(CropAndResize, AgreesWithPillow) {
    const auto compare = [](const char* name, const Image& photo, const Crop& crop, const char* truth_file) {
        const Image truth = read_photo(data(truth_file)).image;
        const int largest = largest_difference(crop_and_resize(photo, crop, truth.width, truth.height), truth);
        std::cout << name << ": largest difference " << largest << "\n";
        EXPECT_LE(largest, 1) << name;
    };
    const Image coffee = read_photo(std::filesystem::path(STILLWAVE_RESOURCES) / "samples/coffee.png").image;
    compare("fraction box", coffee, {10.25, 31.5, 560, 315}, "coffee_128x72.truth.png");
    compare("enlarged", read_photo(data("plain.png")).image, {0.5, 1.25, 80, 60}, "chart_200x150.truth.png");
}

// A photo of rings that grow finer outward. Most are finer than the target can show and must end as grey.
TEST(CropAndResize, FineDetailDoesNotAlias) {
    constexpr int width = 400;
    constexpr int height = 300;
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const double square = std::pow(x - 199.5, 2) + std::pow(y - 149.5, 2);
            const auto value =
                static_cast<std::uint8_t>(std::lround(127.5 + 127.5 * std::cos(std::numbers::pi * square / width)));
            pixels.insert(pixels.end(), {value, value, value});
        }
    const Image zone(width, height, std::move(pixels));
    const Image small = crop_and_resize(zone, {0, 0, width, height}, 128, 96);
    EXPECT_LE(largest_difference(small, read_photo(data("zone_128x96.truth.png")).image), 1);
    // In the target's rows 4 to 12 rings are 2.9 to 3.6 px wide, finer than a pixel of 3.1 px can show.
    for (int y = 4; y < 12; ++y)
        for (int x = 40; x < 88; ++x) EXPECT_NEAR(small.data()[3 * (128 * y + x)], 127, 4) << x << ", " << y;
}

// A ramp keeps its place: the value at a pixel's centre is the photo's at the same place, at any scale and fraction.
TEST(CropAndResize, NothingShifts) {
    constexpr int size = 240;
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x)
            pixels.insert(pixels.end(),
                          {static_cast<std::uint8_t>(x), static_cast<std::uint8_t>(y), std::uint8_t{128}});
    const Image ramp(size, size, std::move(pixels));
    for (const int target : {24, 60, 100, 239, 360}) {
        const Crop crop{20.5, 10.25, 200, 200};
        const Image image = crop_and_resize(ramp, crop, target, target);
        const double scale = 200.0 / target;
        double sum_x = 0;
        double sum_y = 0;
        int count = 0;
        for (int y = target / 5; y < target * 4 / 5; ++y)
            for (int x = target / 5; x < target * 4 / 5; ++x) {
                const std::uint8_t* pixel = image.data() + 3 * (y * target + x);
                sum_x += pixel[0] - (crop.x + (x + 0.5) * scale - 0.5);
                sum_y += pixel[1] - (crop.y + (y + 0.5) * scale - 0.5);
                EXPECT_EQ(pixel[2], 128);
                ++count;
            }
        // Rounding to whole levels stays below half a level at each pixel.
        EXPECT_NEAR(sum_x / count, 0, 0.51) << target;
        EXPECT_NEAR(sum_y / count, 0, 0.51) << target;
    }
}

TEST(CropAndResize, PartsOutsideThePhotoAreRefused) {
    const Image photo = testing::solid(20, 10, 1, 2, 3);
    const auto refused = [&](const Crop& crop, int width, int height) {
        EXPECT_EQ(error_of([&] { crop_and_resize(photo, crop, width, height); }).code(), ErrorCode::invalid_argument);
    };
    refused({-1, 0, 10, 10}, 8, 8);
    refused({11, 0, 10, 10}, 8, 8);
    refused({0, 0, 10, 11}, 8, 8);
    refused({0, 0, 0, 10}, 8, 8);
    refused({0, 0, std::nan(""), 10}, 8, 8);
    refused({0, 0, 10, 10}, 0, 8);
}

TEST(Letterbox, ThePhotoLiesWholeBetweenBars) {
    EXPECT_EQ(letterbox_rectangle(600, 400, 1024, 576), (FrameRectangle{80, 0, 864, 576}));
    EXPECT_EQ(letterbox_rectangle(400, 600, 100, 100), (FrameRectangle{16, 0, 67, 100}));
    EXPECT_EQ(letterbox_rectangle(600, 400, 640, 360), (FrameRectangle{50, 0, 540, 360}));
    EXPECT_EQ(letterbox_rectangle(600, 400, 72, 56), (FrameRectangle{0, 4, 72, 48}));
    EXPECT_EQ(letterbox_rectangle(10000, 1, 64, 64), (FrameRectangle{0, 31, 64, 1}));

    const Image frame = letterbox(testing::solid(60, 40, 200, 100, 50), 64, 64, "#102030");
    const auto pixel = [&](int x, int y) {
        const std::uint8_t* p = frame.data() + 3 * (y * 64 + x);
        return std::array<int, 3>{p[0], p[1], p[2]};
    };
    const auto rectangle = letterbox_rectangle(60, 40, 64, 64);
    EXPECT_EQ(rectangle, (FrameRectangle{0, 10, 64, 43}));
    EXPECT_EQ(pixel(5, 9), (std::array<int, 3>{16, 32, 48}));
    EXPECT_EQ(pixel(0, 10), (std::array<int, 3>{200, 100, 50}));
    EXPECT_EQ(pixel(63, 52), (std::array<int, 3>{200, 100, 50}));
    EXPECT_EQ(pixel(63, 53), (std::array<int, 3>{16, 32, 48}));
}

TEST(Letterbox, AnEqualAspectHasNoBars) {
    const Image photo = read_photo(data("plain.png")).image;
    EXPECT_EQ(letterbox(photo, 96, 64, "#ffffff").pixels, photo.pixels);
}

}  // namespace
}  // namespace stillwave::media
