// Tests of reference clips with moved regions, by a photo whose colours tell where each pixel came from.
#include "motion/reference_clip.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <numeric>

#include "motion/coordinate_photo.h"

namespace stillwave::motion {
namespace {

using testing::HasSubstr;

const Image photo = coordinate_photo();

Mask area(int left, int top, int right, int bottom) {
    return rectangle(photo.width, photo.height, left, top, right, bottom);
}

struct Region {
    int left, top, right, bottom;
};

/// Returns the largest distance, px, between where pixels wholly inside the moved region came from and where they
/// should, after a movement by `by`.
double end_point_error(const ReferenceClip& clip, std::size_t frame, const Place& by, const Region& region) {
    double largest = 0;
    int count = 0;
    for (int y = 0; y < photo.height; ++y)
        for (int x = 0; x < photo.width; ++x) {
            const double from_x = x - by.x, from_y = y - by.y;
            if (from_x < region.left || from_x > region.right - 1 || from_y < region.top || from_y > region.bottom - 1)
                continue;
            if (value_at(clip.masks[frame], x, y) < 255) continue;
            const auto source = source_of(clip.clip.frames[frame], x, y);
            largest = std::max(largest, std::hypot(from_x - source.x, from_y - source.y));
            ++count;
        }
    EXPECT_GT(count, 200);
    std::cout << "    frame " << frame << ": largest end-point error " << largest << " px of " << count
              << " pixels, allowed 0.35\n";
    return largest;
}

TEST(ReferenceClip, BeginsWithThePhotoBitForBit) {
    const auto clip = reference_clip(
        photo, {{.mask = area(20, 20, 50, 40), .feather_px = 3, .path = {{0, 30, 30}, {1, 70, 30}}}}, 5, 7);
    ASSERT_EQ(clip.clip.frames.size(), 5U);
    ASSERT_EQ(clip.masks.size(), 5U);
    EXPECT_EQ(clip.clip.fps, 7);
    EXPECT_EQ(*clip.clip.frames[0].pixels, *photo.pixels);
    EXPECT_NE(*clip.clip.frames[1].pixels, *photo.pixels);
}

TEST(ReferenceClip, MovesARegionAlongItsPathByPartsOfAPixel) {
    const auto clip = reference_clip(
        photo, {{.mask = area(20, 20, 50, 40), .path = {{0, 30, 30}, {0.5, 47.5, 30}, {1, 47.5, 45.25}}}}, 5, 7);
    EXPECT_LE(end_point_error(clip, 0, {0, 0}, {20, 20, 50, 40}), 0.35);
    EXPECT_LE(end_point_error(clip, 1, {8.75, 0}, {20, 20, 50, 40}), 0.35);
    EXPECT_LE(end_point_error(clip, 2, {17.5, 0}, {20, 20, 50, 40}), 0.35);
    EXPECT_LE(end_point_error(clip, 3, {17.5, 7.625}, {20, 20, 50, 40}), 0.35);
    EXPECT_LE(end_point_error(clip, 4, {17.5, 15.25}, {20, 20, 50, 40}), 0.35);
    EXPECT_GT(end_point_error(clip, 4, {17.5, 14.25}, {20, 20, 50, 40}), 0.9) << "another movement is told apart";
}

TEST(ReferenceClip, EasesTheTime) {
    const auto moved = [](Easing easing) {
        return reference_clip(
            photo, {{.mask = area(10, 20, 40, 40), .path = {{0, 20, 30}, {1, 60, 30}}, .easing = easing}}, 5, 7);
    };
    EXPECT_LE(end_point_error(moved(Easing::ease_in), 2, {10, 0}, {10, 20, 40, 40}), 0.35);
    EXPECT_LE(end_point_error(moved(Easing::ease_out), 2, {30, 0}, {10, 20, 40, 40}), 0.35);
    EXPECT_LE(end_point_error(moved(Easing::ease_in_out), 1, {6.25, 0}, {10, 20, 40, 40}), 0.35);
    EXPECT_LE(end_point_error(moved(Easing::ease_in_out), 4, {40, 0}, {10, 20, 40, 40}), 0.35);
}

TEST(ReferenceClip, RestsBeforeAndAfterItsPath) {
    const auto clip =
        reference_clip(photo, {{.mask = area(20, 20, 50, 40), .path = {{0.25, 30, 30}, {0.75, 50, 30}}}}, 5, 7);
    EXPECT_EQ(*clip.clip.frames[1].pixels, *photo.pixels);
    EXPECT_LE(end_point_error(clip, 3, {20, 0}, {20, 20, 50, 40}), 0.35);
    EXPECT_EQ(*clip.clip.frames[3].pixels, *clip.clip.frames[4].pixels);
}

TEST(ReferenceClip, MovesSeveralRegionsAndLeavesTheRestBitForBit) {
    const MovedRegion left{.mask = area(5, 10, 25, 30), .path = {{0, 10, 20}, {1, 20, 20}}};
    const MovedRegion right{.mask = area(80, 40, 100, 60), .path = {{0, 90, 50}, {1, 90, 40}}};
    const auto clip = reference_clip(photo, {left, right}, 3, 7);
    const auto& frame = clip.clip.frames[2];
    for (int y = 0; y < photo.height; ++y)
        for (int x = 0; x < photo.width; ++x) {
            const bool in_left = x >= 5 && x < 35 && y >= 10 && y < 30,
                       in_right = x >= 80 && x < 100 && y >= 30 && y < 60;
            const auto source = source_of(frame, x, y);
            if (!in_left && !in_right) {
                ASSERT_EQ(source.x, x);
                ASSERT_EQ(source.y, y);
                ASSERT_EQ(value_at(clip.masks[2], x, y), 0);
            } else if (in_left && x >= 15) {
                ASSERT_EQ(source.x, x - 10);
            } else if (in_right && y < 50) {
                ASSERT_NEAR(source.y, y + 10, 1e-9);
            }
        }
}

TEST(ReferenceClip, FillsWhatARegionLeavesFromItsSurroundings) {
    const auto flat = drawn(64, 48, [](int x, int y, std::uint8_t* rgb) {
        const bool inside = x >= 10 && x < 30 && y >= 10 && y < 30;
        for (int c = 0; c < 3; ++c) rgb[c] = inside ? 250 : 60;
    });
    const auto clip =
        reference_clip(flat, {{.mask = rectangle(64, 48, 10, 10, 30, 30), .path = {{0, 20, 20}, {1, 50, 20}}}}, 2, 7);
    const auto& frame = clip.clip.frames[1];
    for (int y = 0; y < 48; ++y)
        for (int x = 0; x < 64; ++x) {
            const bool inside = x >= 40 && x < 60 && y >= 10 && y < 30;
            const bool left = x >= 10 && x < 30 && y >= 10 && y < 30;
            ASSERT_EQ(value_at(clip.masks[1], x, y), inside || left ? 255 : 0);
            ASSERT_NEAR(frame.data()[(y * 64 + x) * 3], inside ? 250 : 60, 1) << x << ' ' << y;
        }
}

TEST(ReferenceClip, FeathersARegionInsideItsMask) {
    const auto clip = reference_clip(
        photo, {{.mask = area(0, 20, 40, 60), .feather_px = 4, .path = {{0, 30, 30}, {1, 30, 30}}}}, 2, 7);
    EXPECT_EQ(value_at(clip.masks[0], 40, 40), 0);
    EXPECT_NEAR(value_at(clip.masks[0], 39, 40), 51, 1) << "a fifth";
    EXPECT_NEAR(value_at(clip.masks[0], 36, 40), 204, 1) << "four fifths";
    EXPECT_EQ(value_at(clip.masks[0], 30, 40), 255);
    EXPECT_EQ(value_at(clip.masks[0], 0, 40), 255) << "the picture's border is no edge";
    const auto small = resized(clip.masks[0], 12, 8);
    EXPECT_EQ(value_at(small, 2, 4), 255);
    EXPECT_EQ(value_at(small, 6, 4), 0);
}

TEST(ReferenceClip, RefusesWhatDoesNotFit) {
    const MovedRegion good{.mask = area(20, 20, 50, 40), .path = {{0, 30, 30}, {1, 50, 30}}};
    const auto refused = [&](const std::function<void(MovedRegion&)>& spoil) {
        auto region = good;
        spoil(region);
        return refusal([&] { reference_clip(photo, {good, region}, 3, 7); });
    };
    EXPECT_EQ(refused([](MovedRegion&) {}), "nothing was refused");
    EXPECT_THAT(refused([](MovedRegion& r) { r.mask = rectangle(60, 40, 1, 1, 9, 9); }),
                HasSubstr("Region 2's mask is 60x40 px, but the photo is 121x81 px"));
    EXPECT_THAT(refused([](MovedRegion& r) { std::ranges::fill(r.mask.values, 0); }), HasSubstr("Region 2 is empty"));
    EXPECT_THAT(refused([](MovedRegion& r) { r.feather_px = -1; }), HasSubstr("feather"));
    EXPECT_THAT(refused([](MovedRegion& r) { r.path.clear(); }), HasSubstr("has no path"));
    EXPECT_THAT(refused([](MovedRegion& r) { r.path[1].x = 130; }),
                HasSubstr("(130, 30) at time 1, which lies outside"));
    EXPECT_THAT(refused([](MovedRegion& r) { r.path[1].time = 0; }), HasSubstr("must rise"));
    EXPECT_THAT(refused([](MovedRegion& r) { r.path[1].time = 1.5; }), HasSubstr("within 0 to 1"));
    EXPECT_THAT(refusal([&] { reference_clip(photo, {good}, 1, 7); }), HasSubstr("2 frames or more"));
    EXPECT_THAT(refusal([&] { reference_clip({}, {}, 3, 7); }), HasSubstr("empty"));
    EXPECT_THAT(refusal([&] { reference_clip(photo, {good}, 3, 0); }), HasSubstr("positive"));
    EXPECT_THAT(refusal([] { resized({}, 4, 4); }), HasSubstr("0x0"));
}

}  // namespace
}  // namespace stillwave::motion
