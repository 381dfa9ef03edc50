// Tests of where a photo's areas and paths lie in a clip, of what the photo alone makes, and of controls that do not
// fit. No model takes part.
#include <gmock/gmock.h>

#include <iostream>

#include "engine/directing_testing.h"
#include "engine/direction.h"
#include "engine/picture.h"
#include "support/temporary_folder.h"
#include "types/error.h"

namespace stillwave {
namespace {

using test::area_of;
using test::flat;
using test::level_at;
using test::mask_picture;
using test::Part;
using test::write_png;
using testing::AllOf;
using testing::HasSubstr;

constexpr int width = 128, height = 72;

AnimationSettings settings_of(const std::string& fit, double focus_x = 0.5) {
    AnimationSettings settings;
    settings.width = width;
    settings.height = height;
    settings.num_frames = 4;
    settings.fit = fit;
    settings.focus_x = focus_x;
    return settings;
}

class DirectionPlaces : public testing::Test {
  protected:
    std::filesystem::path file(const std::string& name, const Image& image) const {
        return write_png(folder.path() / name, image);
    }

    /// Returns the mask of the frozen areas of a photo: a black photo over a white clip.
    static Image frozen(const Controls& controls, int photo_width, int photo_height,
                        const AnimationSettings& settings) {
        const auto photo = flat(photo_width, photo_height, 0);
        const auto picture = fit_photo(photo, settings);
        const Direction direction(controls, {}, photo, picture, settings, "");
        Clip clip{{flat(width, height, 255)}, 7};
        direction.freeze(clip, flat(width, height, 0));
        return clip.frames.front();
    }

    static std::string refusal(const Controls& controls, const Image& photo, const AnimationSettings& settings,
                               const Clip& driving = {}) {
        try {
            const auto picture = fit_photo(photo, settings);
            const Direction direction(controls, driving, photo, picture, settings, "");
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::invalid_argument) << error.what();
            return error.what();
        }
        return "nothing was refused";
    }

    static Controls dragged(const Part& part, std::vector<PathPlace> path) {
        MotionBrush brush;
        brush.area = area_of(part);
        brush.path = std::move(path);
        Controls controls;
        controls.motion_brushes = {brush};
        return controls;
    }

    const test::TemporaryFolder folder;
};

// Where a photo of another shape is cropped or fitted between bars, its parts move and grow.
TEST_F(DirectionPlaces, APolygonAndAMaskPictureGiveTheSameArea) {
    const Part part{0.3, 0.25, 0.6, 0.75};
    struct Case {
        const char* name;
        int photo_width, photo_height;
        AnimationSettings settings;
        double left, top, right, bottom;  // px of the frame
    };
    // A photo of 240x120 is cropped to 213.3x120 at 26.7 * focus_x; 96x120 between bars is 58x72 at 35.
    for (const auto& [name, photo_width, photo_height, settings, left, top, right, bottom] :
         {Case{"cropped", 240, 120, settings_of("crop"), 35.2, 18, 78.4, 54},
          Case{"cropped at the left", 240, 120, settings_of("crop", 0), 43.2, 18, 86.4, 54},
          Case{"between bars", 96, 120, settings_of("letterbox"), 52.4, 18, 69.8, 54}}) {
        Controls by_polygon, by_mask;
        by_polygon.frozen = {area_of(part)};
        PhotoArea area;
        // The mask's pixels need not be the photo's, and their shape may be a little another one.
        area.mask = file("mask.png", mask_picture(photo_width * 3 - 3, photo_height * 3, part));
        area.feather = 0;
        by_mask.frozen = {area};
        const auto polygon = frozen(by_polygon, photo_width, photo_height, settings);
        const auto mask = frozen(by_mask, photo_width, photo_height, settings);
        int pixels = 0, unlike = 0;
        double sum_x = 0, sum_y = 0;
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) {
                const int inside = 255 - level_at(polygon, x, y);
                pixels += inside > 127;
                sum_x += inside > 127 ? x + 0.5 : 0;
                sum_y += inside > 127 ? y + 0.5 : 0;
                // Pixels that the edge divides differ in their shares.
                unlike += std::abs(level_at(polygon, x, y) - level_at(mask, x, y)) > 140;
            }
        std::cout << "    " << name << ": " << pixels << " pixels around (" << sum_x / pixels << ", " << sum_y / pixels
                  << "), " << unlike << " of them another way in the mask picture\n";
        EXPECT_NEAR(pixels, (right - left) * (bottom - top), 60) << name;
        EXPECT_NEAR(sum_x / pixels, (left + right) / 2, 0.6) << name;
        EXPECT_NEAR(sum_y / pixels, (top + bottom) / 2, 0.6) << name;
        EXPECT_EQ(unlike, 0) << name;
    }
}

TEST_F(DirectionPlaces, FrozenPixelsAreThePhotosOwnAtAnOddSize) {
    const auto photo = test::painted(301, 171, [](int x, int y) { return static_cast<std::uint8_t>(x * 7 + y * 13); });
    const auto settings = settings_of("crop");
    const auto picture = fit_photo(photo, settings);
    Controls controls;
    controls.frozen = {area_of({0, 0, 1, 1})};
    const Direction direction(controls, {}, photo, picture, settings, "");
    // Photo detail cuts the last column and row of such a picture.
    Clip clip{{flat(300, 168, 9)}, 7};
    const auto whole = full_resolution(photo, picture, settings);
    ASSERT_EQ(whole.width, 301);
    ASSERT_EQ(whole.height, 169);
    direction.freeze(clip, whole);
    for (int y = 0; y < 168; ++y)
        for (int x = 0; x < 300; ++x) ASSERT_EQ(level_at(clip.frames[0], x, y), level_at(whole, x, y)) << x << ' ' << y;
}

TEST_F(DirectionPlaces, ACameraAloneMakesFramesOfEvenSizeAndLeavesBarsStill) {
    const auto photo = test::painted(97, 121, [](int x, int y) { return static_cast<std::uint8_t>(60 + (x ^ y)); });
    Controls controls;
    controls.camera.push = 1.5;
    controls.camera.without_model = true;
    auto settings = settings_of("letterbox");
    settings.background = "#0a0a0a";
    const auto picture = fit_photo(photo, settings);
    const Direction direction(controls, {}, photo, picture, settings, "");
    const auto clip = direction.without_model(full_resolution(photo, picture, settings), {}, {});
    ASSERT_EQ(clip.frames.size(), 4U);
    const auto& last = clip.frames.back();
    EXPECT_EQ(last.width % 2, 0);
    EXPECT_EQ(last.height % 2, 0);
    // The photo covers 58 of the model's 128 columns.
    const int bar = last.width * 34 / 128;
    for (int y = 0; y < last.height; ++y)
        for (const int x : {0, bar, last.width - 1 - bar, last.width - 1}) ASSERT_EQ(level_at(last, x, y), 10);
    EXPECT_NE(level_at(last, last.width / 2, last.height / 2), 10);
}

TEST_F(DirectionPlaces, PicturesOfAnotherShapeAreRefused) {
    const auto photo = flat(240, 120, 100);
    const auto square = file("square.png", flat(64, 64, 255));
    Controls frozen, moved = dragged({0.4, 0.4, 0.6, 0.6}, {{0, {0.5, 0.5}}, {1, {0.6, 0.5}}}), deep;
    frozen.frozen = {{{}, square, 0}};
    moved.motion_brushes[0].area = {{}, square, 0};
    deep.camera.pan = 3;
    deep.camera.depth = square;
    for (const auto& controls : {frozen, moved, deep})
        EXPECT_THAT(refusal(controls, photo, settings_of("crop")),
                    AllOf(HasSubstr("square.png is 64x64 px"), HasSubstr("240x120"), HasSubstr("Paint it over")));
}

TEST_F(DirectionPlaces, AreasWithNothingInTheClipAreRefused) {
    const auto photo = flat(360, 120, 100);  // the crop shows the parts from 0.204 to 0.796
    const Part left{0, 0.2, 0.15, 0.6};
    const auto wanted = AllOf(HasSubstr("outside of the part of the photo"), HasSubstr("focus_x"));
    EXPECT_THAT(refusal(dragged(left, {{0, {0.3, 0.5}}, {1, {0.5, 0.5}}}), photo, settings_of("crop")),
                AllOf(HasSubstr("Motion brush 1"), wanted));
    Controls frozen;
    frozen.frozen = {area_of({0.4, 0.4, 0.6, 0.6}), area_of(left)};
    EXPECT_THAT(refusal(frozen, photo, settings_of("crop")), AllOf(HasSubstr("Frozen area 2"), wanted));
    EXPECT_EQ(refusal(frozen, photo, settings_of("letterbox")), "nothing was refused");
    EXPECT_EQ(refusal(frozen, photo, settings_of("crop", 0)), "nothing was refused");
    frozen.frozen = {{{}, file("left.png", mask_picture(360, 120, left)), 0}};
    EXPECT_THAT(refusal(frozen, photo, settings_of("crop")), wanted);
    frozen.frozen = {{{}, file("black.png", flat(360, 120, 0)), 0}};
    EXPECT_THAT(refusal(frozen, photo, settings_of("crop")),
                AllOf(HasSubstr("black.png is black"), HasSubstr("white")));
}

TEST_F(DirectionPlaces, AnArrowThatLeavesTheClipIsRefused) {
    const auto photo = flat(360, 120, 100);
    const Part middle{0.4, 0.4, 0.6, 0.6};
    EXPECT_THAT(refusal(dragged(middle, {{0, {0.5, 0.5}}, {1, {0.9, 0.5}}}), photo, settings_of("crop")),
                AllOf(HasSubstr("Motion brush 1's path has the place (0.9, 0.5)"), HasSubstr("letterbox")));
    EXPECT_EQ(refusal(dragged(middle, {{0, {0.5, 0.5}}, {1, {0.9, 0.5}}}), photo, settings_of("letterbox")),
              "nothing was refused");
    // The photo's very edge is inside, whatever rounding says.
    for (const int photo_width : {213, 217, 301})
        EXPECT_EQ(
            refusal(dragged(middle, {{0, {0, 0.5}}, {1, {1, 0.5}}}), flat(photo_width, 200, 100), settings_of("crop")),
            "nothing was refused");
}

TEST_F(DirectionPlaces, ControlsThatCannotGoTogetherAreRefused) {
    const auto photo = flat(128, 72, 100);
    const auto settings = settings_of("crop");
    const Clip driving{{photo, photo, photo, photo}, 7};
    auto both = dragged({0.4, 0.4, 0.6, 0.6}, {{0, {0.5, 0.5}}, {1, {0.6, 0.5}}});
    both.camera.pan = 5;
    EXPECT_THAT(refusal(both, photo, settings), AllOf(HasSubstr("camera and motion brushes"), HasSubstr("Take one")));
    Controls alone;
    alone.camera.without_model = true;
    EXPECT_THAT(refusal(alone, photo, settings), AllOf(HasSubstr("does not move"), HasSubstr("pan, tilt")));
    alone.camera.push = 1.2;
    alone.keyframes = {file("last.png", photo)};
    EXPECT_THAT(refusal(alone, photo, settings),
                AllOf(HasSubstr("cannot reach other photos"), HasSubstr("Take the camera")));
    auto several = both;
    several.camera = {};
    several.keyframes = {"a.png", "b.png"};
    EXPECT_THAT(refusal(several, photo, settings), HasSubstr("one keyframe at most"));
    Controls going_on;
    going_on.extend = {"takes/1"};
    going_on.make_again = {"takes/1"};
    EXPECT_THAT(refusal(going_on, photo, settings), HasSubstr("Choose one of them"));
    going_on.make_again.reset();
    going_on.camera.roll = 3;
    EXPECT_THAT(refusal(going_on, photo, settings), HasSubstr("begins with a take"));
    for (const int control : {0, 1, 2}) {
        Controls driven;
        if (control == 0) driven.camera.push = 1.2;
        if (control == 1) driven.motion_brushes = both.motion_brushes;
        if (control == 2) driven.keyframes = alone.keyframes;
        driven.motion_from = "other.mp4";
        EXPECT_THAT(refusal(driven, photo, settings, driving),
                    AllOf(HasSubstr("Another clip's motion"), HasSubstr("Take one")));
    }
}

TEST_F(DirectionPlaces, ADrivingClipIsCroppedOrRefused) {
    const auto photo = flat(96, 120, 100);
    Controls controls;
    controls.motion_from = "other.mp4";
    const Clip wide{std::vector(5, flat(160, 90, 50)), 7}, upright{std::vector(5, flat(48, 60, 50)), 7};
    auto cropped = settings_of("crop"), whole = settings_of("letterbox");
    EXPECT_EQ(refusal(controls, photo, cropped, upright), "nothing was refused");
    EXPECT_EQ(refusal(controls, photo, whole, upright), "nothing was refused");
    EXPECT_EQ(refusal(controls, photo, whole, wide), "nothing was refused") << "a clip with such bars itself";
    EXPECT_THAT(refusal(controls, photo, whole, {std::vector(5, flat(80, 80, 50)), 7}),
                AllOf(HasSubstr("other.mp4 is 80x80 px"), HasSubstr("Choose fit crop")));
    cropped.num_frames = 6;
    EXPECT_THAT(refusal(controls, photo, cropped, upright), AllOf(HasSubstr("5 frames"), HasSubstr("num_frames")));
}

TEST_F(DirectionPlaces, TheFingerprintTellsPicturesByTheirPixels) {
    const auto photo = flat(128, 72, 100);
    const auto settings = settings_of("crop");
    const auto picture = fit_photo(photo, settings);
    const auto fingerprint = [&](const std::filesystem::path& mask) {
        Controls controls;
        controls.frozen = {{{}, mask, 0}};
        return Direction(controls, {}, photo, picture, settings, "").fingerprint();
    };
    const auto mask = mask_picture(128, 72, {0.2, 0.2, 0.4, 0.4}), other = mask_picture(128, 72, {0.2, 0.2, 0.5, 0.4});
    const auto here = fingerprint(file("here.png", mask));
    EXPECT_EQ(here, fingerprint(file("elsewhere.png", mask)));
    EXPECT_NE(here, fingerprint(file("here.png", other)));
    EXPECT_EQ(Direction({}, {}, photo, picture, settings, "").fingerprint(), "");
}

}  // namespace
}  // namespace stillwave
