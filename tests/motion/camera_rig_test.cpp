// Tests of camera moves over a photo, by a photo whose colours tell where each pixel came from.
#include "motion/camera_rig.h"

#include <gmock/gmock.h>

#include <cmath>
#include <iostream>
#include <numbers>

#include "motion/coordinate_photo.h"

namespace stillwave::motion {
namespace {

using testing::HasSubstr;

const Image photo = coordinate_photo();
constexpr double middle_x = (coordinate_width - 1) / 2.0, middle_y = (coordinate_height - 1) / 2.0;

NearnessMap everywhere(float nearness) {
    return {photo.width, photo.height,
            std::vector<float>(static_cast<std::size_t>(photo.width * photo.height), nearness)};
}

double focal_px(const CameraMove& move) {
    return coordinate_width / 2.0 / std::tan(move.field_of_view_degrees / 2 * std::numbers::pi / 180);
}

/// Compares where the known pixels of the last frame came from with `expected`, in px of the photo, and prints the
/// largest distance.
void expect_sources(const char* what, const ReferenceClip& clip,
                    const std::function<Place(double x, double y)>& expected, int least_known) {
    double largest = 0;
    int count = 0;
    const auto& frame = clip.clip.frames.back();
    for (int y = 0; y < photo.height; ++y)
        for (int x = 0; x < photo.width; ++x) {
            if (value_at(clip.masks.back(), x, y) == 0) continue;
            const auto source = source_of(frame, x, y);
            const auto wanted = expected(x, y);
            // Within half a pixel of the border the photo's border is shown.
            largest = std::max(largest, std::hypot(std::clamp(wanted.x, 0.0, 2 * middle_x) - source.x,
                                                   std::clamp(wanted.y, 0.0, 2 * middle_y) - source.y));
            ++count;
        }
    std::cout << "    " << what << ": largest end-point error " << largest << " px of " << count
              << " known pixels, allowed 0.35\n";
    EXPECT_LE(largest, 0.35) << what;
    EXPECT_GE(count, least_known) << what;
}

TEST(CameraRig, BeginsWithThePhotoAndRestsWithoutAMove) {
    const auto moved = camera_clip(photo, everywhere(0.5F), {.push = 1.4}, 4, 7);
    EXPECT_EQ(*moved.clip.frames[0].pixels, *photo.pixels);
    EXPECT_NE(*moved.clip.frames[1].pixels, *photo.pixels);
    const auto still = camera_clip(photo, guess_nearness(photo), {}, 3, 7);
    for (const auto& frame : still.clip.frames) EXPECT_EQ(*frame.pixels, *photo.pixels);
    for (const auto value : still.masks.back().values) ASSERT_EQ(value, 255);
}

TEST(CameraRig, TellsItsProgressAndStops) {
    std::vector<int> told;
    const auto tell = [&](const Progress& progress) { told.push_back(progress.step * 10 + progress.total); };
    camera_clip(photo, everywhere(0.5F), {.push = 1.4}, 4, 7, tell);
    EXPECT_THAT(told, testing::ElementsAre(24, 34, 44));
    std::stop_source source;
    const auto stop = [&](const Progress&) { source.request_stop(); };
    EXPECT_THROW(camera_clip(photo, everywhere(0.5F), {.push = 1.4}, 4, 7, stop, source.get_token()), Cancelled);
}

TEST(CameraRig, PushesByTheSizeThatIsAskedFor) {
    for (const double push : {1.1, 1.5, 3.0, 0.8}) {
        const auto clip = camera_clip(photo, everywhere(0.5F), {.push = push}, 5, 7);
        const auto expected = [&](double x, double y) {
            return Place{middle_x + (x - middle_x) / push, middle_y + (y - middle_y) / push};
        };
        expect_sources(("push " + std::to_string(push)).c_str(), clip, expected, push < 1 ? 6000 : 9801);
    }
}

TEST(CameraRig, NearThingsGrowMoreThanThePivotAndFarOnesLess) {
    // A camera that comes to 1 / push of the pivot's distance sees a distance z from z - ahead.
    const double push = 1.3, ahead = 2 * (1 - 1 / push);
    for (const float nearness : {0.8F, 0.25F}) {
        const auto clip = camera_clip(photo, everywhere(nearness), {.push = push}, 5, 7);
        const double scale = 1 / (1 - ahead * nearness);
        EXPECT_EQ(scale > push, nearness > 0.5F);
        const auto expected = [&](double x, double y) {
            return Place{middle_x + (x - middle_x) / scale, middle_y + (y - middle_y) / scale};
        };
        expect_sources("a plane off the pivot", clip, expected, 9000);
    }
}

TEST(CameraRig, TurnsAsCamerasDoWhateverTheDepth) {
    const double angle = 6 * std::numbers::pi / 180;
    const CameraMove pan{.pan_degrees = 6};
    const double focal = focal_px(pan);
    const auto depth = guess_nearness(photo);
    // A camera that turned right by the angle sees in its middle what lay at that angle.
    expect_sources(
        "pan", camera_clip(photo, depth, pan, 3, 7),
        [&](double x, double y) {
            const double u = (x - middle_x) / focal, v = (y - middle_y) / focal;
            const double ahead = std::cos(angle) - u * std::sin(angle);
            return Place{middle_x + focal * (u * std::cos(angle) + std::sin(angle)) / ahead,
                         middle_y + focal * v / ahead};
        },
        7500);
    expect_sources(
        "tilt", camera_clip(photo, depth, {.tilt_degrees = 6}, 3, 7),
        [&](double x, double y) {
            const double u = (x - middle_x) / focal, v = (y - middle_y) / focal;
            const double ahead = std::cos(angle) + v * std::sin(angle);
            return Place{middle_x + focal * u / ahead,
                         middle_y + focal * (v * std::cos(angle) - std::sin(angle)) / ahead};
        },
        7000);
    expect_sources(
        "roll", camera_clip(photo, depth, {.roll_degrees = 6}, 3, 7),
        [&](double x, double y) {
            const double u = x - middle_x, v = y - middle_y;
            return Place{middle_x + u * std::cos(angle) - v * std::sin(angle),
                         middle_y + u * std::sin(angle) + v * std::cos(angle)};
        },
        8500);
}

TEST(CameraRig, OrbitMovesNearThingsOneWayAndFarOnesTheOther) {
    const auto shift_at_the_middle = [](float nearness) {
        const auto clip = camera_clip(photo, everywhere(nearness), {.orbit_degrees = 5}, 3, 7);
        return middle_x - source_of(clip.clip.frames.back(), static_cast<int>(middle_x), static_cast<int>(middle_y)).x;
    };
    EXPECT_LT(shift_at_the_middle(0.9F), -2);
    EXPECT_GT(shift_at_the_middle(0.2F), 2);
    EXPECT_NEAR(shift_at_the_middle(0.5F), 0, 0.3);
}

TEST(CameraRig, HolesBehindNearThingsShowTheBackground) {
    const auto inside = [](int x, int y) { return x >= 50 && x < 70 && y >= 25 && y < 55; };
    const auto layered = drawn(121, 81, [&](int x, int y, std::uint8_t* rgb) {
        rgb[0] = inside(x, y) ? 240 : 20;
        rgb[1] = rgb[2] = inside(x, y) ? 20 : 200;
    });
    auto map = everywhere(0.2F);
    for (int y = 0; y < 81; ++y)
        for (int x = 0; x < 121; ++x)
            if (inside(x, y)) map.values[static_cast<std::size_t>(y * 121 + x)] = 0.8F;
    const auto clip = camera_clip(layered, map, {.orbit_degrees = 6}, 2, 7);
    int holes = 0, red = 0;
    for (int y = 28; y < 52; ++y)
        for (int x = 10; x < 110; ++x) {
            const auto* rgb = clip.clip.frames[1].data() + (y * 121 + x) * 3;
            if (rgb[0] > 200) ++red;
            if (value_at(clip.masks[1], x, y) == 255) continue;
            ++holes;
            EXPECT_LT(rgb[0], 60) << x << ' ' << y << ": a hole shows the near thing";
        }
    EXPECT_GT(holes, 100);
    EXPECT_NEAR(red, 20 * 24, 60) << "the near thing is there, no larger";
}

TEST(CameraRig, DepthComesFromAPictureOrAGuess) {
    const auto grey = drawn(60, 40, [](int x, int, std::uint8_t* rgb) { rgb[0] = rgb[1] = rgb[2] = x < 30 ? 0 : 255; });
    const auto map = nearness_from_picture(grey, 120, 80);
    EXPECT_NEAR(map.values[0], 1.0 / 8, 1e-6);
    EXPECT_NEAR(map.values[119], 1, 1e-6);
    EXPECT_THAT(refusal([&] { nearness_from_picture(grey, 120, 120); }), HasSubstr("60x40 px, which is no shape"));
    EXPECT_THAT(refusal([&] { nearness_from_picture({}, 120, 120); }), HasSubstr("empty"));

    // A dark thing stands on a grey ground and reaches over the horizon into a bright sky.
    const auto scene = drawn(120, 80, [](int x, int y, std::uint8_t* rgb) {
        const bool thing = x >= 50 && x < 70 && y >= 30 && y < 60;
        rgb[0] = rgb[1] = rgb[2] = thing ? 20 : y < 40 ? 220 : 140;
    });
    const auto guess = guess_nearness(scene);
    const auto at = [&](int x, int y) { return guess.values[static_cast<std::size_t>(y * 120 + x)]; };
    EXPECT_GT(at(10, 78), 0.9);
    EXPECT_LT(at(10, 5), 0.2);
    EXPECT_GT(at(60, 36), at(20, 36) + 0.1) << "the thing is nearer than the sky beside it";
    EXPECT_THAT(refusal([] { guess_nearness({}); }), HasSubstr("empty"));
}

TEST(CameraRig, RefusesWhatDoesNotFit) {
    const auto refused = [](const CameraMove& move) {
        return refusal([&] { camera_clip(photo, everywhere(0.5F), move, 3, 7); });
    };
    EXPECT_THAT(refused({.pan_degrees = 90}), HasSubstr("pan is 90, but -60 to 60"));
    EXPECT_THAT(refused({.push = 0}), HasSubstr("push is 0, but 0.25 to 4"));
    EXPECT_THAT(refused({.push = std::nan("")}), HasSubstr("push"));
    EXPECT_THAT(refused({.pivot_nearness = 2}), HasSubstr("pivot"));
    EXPECT_THAT(refused({.field_of_view_degrees = 180}), HasSubstr("field of view"));
    EXPECT_THAT(refusal([] { camera_clip(photo, {}, {}, 3, 7); }), HasSubstr("The depth's size"));
    EXPECT_THAT(refusal([] { camera_clip({}, {}, {}, 3, 7); }), HasSubstr("empty"));
    EXPECT_THAT(refusal([] { camera_clip(photo, everywhere(0.5F), {}, 1, 7); }), HasSubstr("2 frames or more"));
}

}  // namespace
}  // namespace stillwave::motion
