// Tests of masks: their shapes, edges and sizes, and what is laid over by them.
#include "motion/mask.h"

#include <gmock/gmock.h>

#include <cmath>
#include <iostream>
#include <numeric>

#include "motion/coordinate_photo.h"

namespace stillwave::motion {
namespace {

using testing::HasSubstr;

using Corners = std::vector<std::pair<double, double>>;

/// The mask's area in px, with partly covered pixels in their share.
double covered(const Mask& mask) {
    return std::accumulate(mask.values.begin(), mask.values.end(), 0.0) / 255;
}

TEST(PolygonMask, CoversThePolygonsArea) {
    constexpr double pi = 3.14159265358979;
    Corners circle;
    for (int i = 0; i < 90; ++i) circle.emplace_back(60 + 25 * std::cos(i * pi / 45), 40 + 25 * std::sin(i * pi / 45));
    struct Case {
        const char* name;
        Corners corners;
        double area, perimeter;
    };
    for (const auto& [name, corners, area, perimeter] :
         {Case{"a rectangle on whole pixels", {{10, 20}, {50, 20}, {50, 45}, {10, 45}}, 1000, 130},
          Case{"a rectangle between pixels", {{10.5, 20.25}, {50.5, 20.25}, {50.5, 45.25}, {10.5, 45.25}}, 1000, 130},
          Case{"a triangle", {{5, 5}, {105, 5}, {5, 65}}, 3000, 277},
          Case{"an L", {{10, 10}, {60, 10}, {60, 20}, {20, 20}, {20, 70}, {10, 70}}, 1000, 220},
          Case{"a circle", circle, 25 * 25 * pi, 50 * pi},
          Case{"a rectangle that is half outside", {{-40, 20}, {40, 20}, {40, 45}, {-40, 45}}, 1000, 105}}) {
        const double found = covered(polygon_mask(corners, 121, 81));
        const double wider_px = (found - area) / perimeter;
        std::cout << "    " << name << ": " << found << " of " << area << " px, each edge " << wider_px
                  << " px outside\n";
        EXPECT_NEAR(wider_px, 0, 0.2) << name;
    }
}

TEST(PolygonMask, IsWholeInsideAndNothingOutside) {
    const auto mask = polygon_mask({{10, 20}, {50, 20}, {50, 45}, {10, 45}}, 121, 81);
    for (int y = 0; y < 81; ++y)
        for (int x = 0; x < 121; ++x) {
            const bool inside = x >= 10 && x < 50 && y >= 20 && y < 45;
            const bool near = x >= 9 && x <= 50 && y >= 19 && y <= 45;
            if (inside || !near) {
                ASSERT_EQ(value_at(mask, x, y), inside ? 255 : 0) << x << ' ' << y;
            }
        }
    const auto outside = polygon_mask({{200, 20}, {250, 20}, {250, 45}}, 121, 81);
    EXPECT_EQ(covered(outside), 0);
}

TEST(PolygonMask, RefusesWhatHasNoInside) {
    EXPECT_THAT(refusal([] { polygon_mask({{1, 1}, {5, 5}}, 20, 20); }), HasSubstr("2 corners"));
    EXPECT_THAT(refusal([] { polygon_mask({{1, 1}, {5, 5}, {1, 5}}, 0, 20); }), HasSubstr("0x20 px"));
}

TEST(SoftEdge, LiesOutsideAndFallsEvenly) {
    const auto hard = rectangle(121, 81, 40, 30, 80, 50);
    const auto soft = with_soft_edge(hard, 9);
    for (std::size_t i = 0; i < hard.values.size(); ++i) ASSERT_GE(soft.values[i], hard.values[i]);
    // The edge of 9 px falls by a tenth a pixel.
    for (int away = 1; away <= 12; ++away)
        EXPECT_NEAR(value_at(soft, 79 + away, 40), std::max(0.0, 255 * (1 - away / 10.0)), 1) << away;
    EXPECT_EQ(with_soft_edge(hard, 0).values, hard.values);
}

TEST(SoftEdge, OfNothingIsNothing) {
    Mask grey = rectangle(20, 20, 5, 5, 15, 15), nothing = rectangle(20, 20, 0, 0, 0, 0);
    for (auto& value : grey.values) value /= 2;
    EXPECT_EQ(with_soft_edge(nothing, 4).values, nothing.values);
    EXPECT_EQ(with_soft_edge(grey, 4).values, grey.values) << "a grey area has no edge of its own";
}

TEST(LaidOver, MixesByTheMask) {
    const auto photo = coordinate_photo();
    const auto red = drawn(photo.width, photo.height, [](int, int, std::uint8_t* rgb) {
        rgb[0] = 255;
        rgb[1] = rgb[2] = 0;
    });
    auto mask = rectangle(photo.width, photo.height, 40, 30, 80, 50);
    mask.values[0] = 128;
    const auto mixed = laid_over(photo, red, mask);
    EXPECT_EQ(mixed.data()[2], std::lround(77 * 127 / 255.0));
    EXPECT_EQ(mixed.data()[0], 128);
    for (int y = 0; y < photo.height; ++y)
        for (int x = 0; x < photo.width; ++x) {
            if (x + y == 0) continue;
            const auto& source = value_at(mask, x, y) == 255 ? red : photo;
            const auto at = (static_cast<std::ptrdiff_t>(y) * photo.width + x) * 3;
            for (int c = 0; c < 3; ++c) ASSERT_EQ(mixed.data()[at + c], source.data()[at + c]) << x << ' ' << y;
        }
    EXPECT_THAT(refusal([&] { laid_over(photo, red, rectangle(20, 20, 0, 0, 5, 5)); }), HasSubstr("another size"));
    EXPECT_NE(refusal([&] { laid_over(photo, drawn(9, 9, [](int, int, std::uint8_t*) {}), mask); }),
              "nothing was refused");
}

TEST(MaskOfPicture, IsItsLuminance) {
    constexpr std::uint8_t colours[][3] = {{0, 0, 0}, {255, 255, 255}, {90, 90, 90}, {255, 0, 0}};
    const auto mask =
        mask_of_picture(drawn(4, 1, [&](int x, int, std::uint8_t* rgb) { std::copy_n(colours[x], 3, rgb); }));
    EXPECT_THAT(mask.values, testing::ElementsAre(0, 255, 90, 76));
    EXPECT_THAT(refusal([] { mask_of_picture({}); }), HasSubstr("empty"));
}

TEST(ResizedMask, KeepsItsShareOfThePicture) {
    const auto small = resized(rectangle(120, 80, 30, 20, 90, 60), 15, 10);
    EXPECT_EQ(small.width, 15);
    EXPECT_EQ(small.height, 10);
    EXPECT_NEAR(covered(small), 60 * 40 / 64.0, 0.5);
    EXPECT_THAT(refusal([] { resized({}, 4, 4); }), HasSubstr("cannot become 4x4"));
}

}  // namespace
}  // namespace stillwave::motion
