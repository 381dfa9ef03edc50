// Tests of clips that begin with a take, on the starter model.
#include <ATen/ops/equal.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>

#include "engine/directing_testing.h"
#include "engine/going_on.h"
#include "engine/recipe_file.h"
#include "motion/motion_scores.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;
using test::GoingOn;
using testing::AllOf;
using testing::HasSubstr;

/// The mean difference of two pictures in levels.
double difference(const Image& a, const Image& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size_bytes(); ++i) sum += std::abs(int{a.data()[i]} - int{b.data()[i]});
    return sum / static_cast<double>(a.size_bytes());
}

TEST_F(GoingOn, ATakeIsExtendedFromItsLastFrameAndFromAnyOther) {
    const auto take = animate(request("take"));
    const auto longer = animate(request("longer", extending("take"), 4));
    ASSERT_EQ(longer.size(), 8U + 8U - 3U);
    for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(*longer[i].pixels, *take[i].pixels) << i;
    EXPECT_TRUE(at::equal(latents("longer").slice(0, 0, 5), latents("take").slice(0, 0, 5)));
    const auto from_five = animate(request("from_five", extending("take", 5, 2), 4));
    ASSERT_EQ(from_five.size(), 6U + 8U - 2U);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(*from_five[i].pixels, *take[i].pixels) << i;
    const auto longest = animate(request("longest", extending("longer"), 5));
    EXPECT_EQ(longest.size(), 13U + 8U - 3U);

    double inside = 0, join = 0;
    for (std::size_t i = 1; i < longer.size(); ++i) {
        const double step = difference(longer[i - 1], longer[i]);
        auto& largest = i >= 5 && i <= 8 ? join : inside;
        largest = std::max(largest, step);
    }
    std::cout << "    the largest step of the join is " << join << " levels, of all others " << inside << "\n";
    EXPECT_LT(join, 2 * inside);

    const auto drift = read_drift(folder.path() / "longer");
    ASSERT_EQ(drift.colour.size(), longer.size());
    EXPECT_EQ(drift.flow.size(), longer.size());
    std::cout << "    drift at the end: " << drift.colour.back() << " levels of colour, " << drift.sharpness.back()
              << " of the sharpness\n";
    EXPECT_TRUE(read_drift(folder.path() / "take").colour.empty());
}

TEST_F(GoingOn, FramesAreMadeAgainAndAllOthersStay) {
    const auto take = animate(request("take"));
    const auto changed = animate(request("again", again("take", 3, 5), 9));
    ASSERT_EQ(changed.size(), take.size());
    for (std::size_t i = 0; i < take.size(); ++i) {
        const bool made = i >= 3 && i <= 5;
        EXPECT_EQ(*changed[i].pixels != *take[i].pixels, made) << i;
        EXPECT_EQ(
            at::equal(latents("again")[static_cast<std::int64_t>(i)], latents("take")[static_cast<std::int64_t>(i)]),
            !made)
            << i;
    }
    std::cout << "    frame 4 leaves the take by " << difference(changed[4], take[4]) << " levels\n";
}

// The starter's moves come from the noise at any strength, so the steps are counted and not the pictures compared.
TEST_F(GoingOn, AMilderStrengthLeavesOutTheFirstSteps) {
    animate(request("take"));
    for (const auto& [strength, expected] : {std::pair{1.0, 2}, std::pair{0.5, 1}, std::pair{0.05, 1}}) {
        int steps = 0;
        engine->animate(
            request("again", again("take", 3, 5, strength), 9),
            [&](const Progress& progress) { steps += progress.stage == Stage::sample && !progress.preview.empty(); },
            {});
        EXPECT_EQ(steps, expected) << strength;
        fs::remove_all(folder.path() / "again");
    }
}

TEST_F(GoingOn, APartOfFramesIsMadeAgain) {
    const auto take = animate(request("take"));
    auto controls = again("take", 2, -1);
    controls.make_again->area.polygon = {{0, 0}, {0.5, 0}, {0.5, 1}, {0, 1}};
    controls.make_again->area.feather = 0;
    const auto changed = animate(request("again", controls, 9));
    for (std::size_t i = 0; i < take.size(); ++i) {
        const auto level = [&](const Image& image, int x) { return image.data()[3 * (64 * image.width + x)]; };
        bool right_stays = true, left_stays = true;
        for (int x = 0; x < 192; ++x)
            (x < 95 ? left_stays : right_stays) &= x == 95 || x == 96 || level(take[i], x) == level(changed[i], x);
        EXPECT_TRUE(right_stays) << i;
        EXPECT_EQ(left_stays, i < 2) << i;
    }
}

TEST_F(GoingOn, FramesOfATakeThatWentOnAreMadeAgain) {
    animate(request("take"));
    const auto longer = animate(request("longer", extending("take"), 4));
    const auto changed = animate(request("again", again("longer", 9, 11), 9));
    ASSERT_EQ(changed.size(), longer.size());
    for (std::size_t i = 0; i < longer.size(); ++i)
        EXPECT_EQ(*changed[i].pixels != *longer[i].pixels, i >= 9 && i <= 11) << i;
    EXPECT_THAT(refusal(request("x", again("longer", 1, 12))), HasSubstr("more than the 8"));
}

TEST_F(GoingOn, PhotoDetailOfTheKeptFramesStays) {
    const auto with_detail = [&](auto wanted) {
        wanted.settings["detail"] = std::string("photo");
        wanted.settings["detail_size"] = std::int64_t{300};
        return animate(wanted, TakeFrames::photo_detail);
    };
    const auto take = with_detail(request("take"));
    const auto longer = with_detail(request("longer", extending("take"), 4));
    for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(*longer[i].pixels, *take[i].pixels) << i;
    EXPECT_EQ(longer.back().width, 300);
    const auto changed = with_detail(request("again", again("take", 3, 4), 9));
    for (std::size_t i = 0; i < take.size(); ++i)
        EXPECT_EQ(*changed[i].pixels != *take[i].pixels, i == 3 || i == 4) << i;
}

TEST_F(GoingOn, ATakeThatDoesNotFitIsRefused) {
    animate(request("take"));
    EXPECT_THAT(refusal(request("x", extending("take", 8))), HasSubstr("frames 0 to 7"));
    EXPECT_THAT(refusal(request("x", extending("take", 7, 8))), HasSubstr("Choose at most 7"));
    EXPECT_THAT(refusal(request("x", again("take", 3, 8))), HasSubstr("frames 0 to 7"));
    EXPECT_THAT(refusal(request("x", again("take", 8, -1))), HasSubstr("Frames from 8 on"));
    auto other = request("x", extending("take"));
    other.photo_path = samples / "cat.png";
    EXPECT_THAT(refusal(other), HasSubstr("another photo"));
    other = request("x", extending("take"));
    other.settings["width"] = std::int64_t{128};
    EXPECT_THAT(refusal(other), HasSubstr("Choose the take's size"));
    other = request("x", extending("take"));
    other.model = STILLWAVE_TEST_DATA "/svd-tiny/pipeline";
    EXPECT_THAT(refusal(other), HasSubstr("made by the model"));
    std::ofstream(take_latents_path(folder.path() / "take")) << "damaged";
    EXPECT_THAT(refusal(request("x", extending("take"))), HasSubstr("holds no latents that can be read"));
}

// The model saw another part of the photo, or saw it in another way.
TEST_F(GoingOn, ATakeOfAnotherViewIsRefused) {
    animate(request("take"));
    const auto with = [&](const char* key, const SettingValue& value) {
        auto other = request("x", extending("take"));
        other.settings[key] = value;
        return refusal(other);
    };
    EXPECT_THAT(with("fit", std::string("letterbox")), HasSubstr("has the fit crop"));
    EXPECT_THAT(with("focus_y", 0.5), "nothing was refused") << "the photo has the clip's shape, so nothing is cut off";
    auto square = request("square");
    square.settings["width"] = std::int64_t{128};
    animate(square);
    square.take_folder = folder.path() / "x";
    square.controls = extending("square");
    square.settings["focus_x"] = 0.1;
    EXPECT_THAT(refusal(square), HasSubstr("Choose the take's focus_x and focus_y"));

    auto bars = request("bars");
    bars.settings["fit"] = std::string("letterbox");
    animate(bars);
    bars.take_folder = folder.path() / "x";
    bars.controls = extending("bars");
    bars.settings["background"] = std::string("#ff0000");
    EXPECT_THAT(refusal(bars), HasSubstr("bars of #000000"));
}

TEST_F(GoingOn, ATakeWithoutAModelHasNothingToGoOnFrom) {
    Controls controls;
    controls.camera.push = 1.2;
    controls.camera.without_model = true;
    animate(request("take", controls));
    EXPECT_THAT(refusal(request("x", extending("take"))), HasSubstr("was made without a model"));
}

TEST_F(GoingOn, AFolderThatHoldsNoFinishedTakeIsNamed) {
    EXPECT_THAT(refusal(request("x", extending("nowhere"))),
                AllOf(HasSubstr("nowhere is not the folder of a finished take"), HasSubstr("Check the path")));
    animate(request("take"));
    fs::remove(take_recipe_path(folder.path() / "take"));
    EXPECT_THAT(refusal(request("x", again("take", 1, 2))), HasSubstr("take is not the folder of a finished take"));
}

TEST_F(GoingOn, ATakeIsNeverReplacedByOneThatIsMadeOfIt) {
    const auto take = animate(request("take"));
    Controls driven;
    driven.motion_from = folder.path() / "take";
    for (const auto& controls : {extending("take"), again("take", 3, 5), driven})
        EXPECT_THAT(refusal(request("take", controls, 9)), HasSubstr("Keep it in another folder"));
    EXPECT_TRUE(test::same_frames(read_frames(take_frames_path(folder.path() / "take", TakeFrames::model)), take));
    EXPECT_TRUE(fs::exists(take_recipe_path(folder.path() / "take")));
}

TEST_F(GoingOn, ALoopAndWhatIsFrozenDoNotGoOnFromATake) {
    animate(request("take"));
    auto loop = request("x", extending("take"));
    loop.settings["loop_latents"] = true;
    EXPECT_THAT(refusal(loop), HasSubstr("Turn loop_latents off"));
    auto frozen = extending("take");
    frozen.frozen = {test::area_of({0, 0, 0.3, 1})};
    EXPECT_THAT(refusal(request("x", frozen)), HasSubstr("frozen areas"));
}

// The starter tells its motion in its latents, from the first frame on, and photo detail trusts all of that. The
// latents of a take that went on tell the motion from the frame where it did, so detail must be measured.
TEST_F(GoingOn, ToldMotionIsTrustedWhereItIsFromTheFirstFrame) {
    animate(request("take"));
    animate(request("longer", extending("take", 3, 1), 4));
    const auto trusts_all = [&](AnimationRequest wanted) {
        wanted.settings["num_frames"] = std::int64_t{11};
        wanted.settings["detail"] = std::string("photo");
        wanted.settings["detail_size"] = std::int64_t{256};
        return std::ranges::all_of(animate(wanted, TakeFrames::confidence), [](const Image& map) {
            return std::ranges::all_of(*map.pixels, [](auto level) { return level == 255; });
        });
    };
    EXPECT_TRUE(trusts_all(request("again", again("take", 3, 5), 9)));
    EXPECT_FALSE(trusts_all(request("longer_again", again("longer", 9, 10), 9)));
}

TEST_F(GoingOn, WhatAnEarlierTakeLeftInTheFolderGoes) {
    auto detailed = request("take");
    detailed.settings["detail"] = std::string("photo");
    animate(detailed);
    animate(request("take", {}, 4));
    EXPECT_FALSE(fs::exists(take_frames_path(folder.path() / "take", TakeFrames::photo_detail)));
    EXPECT_FALSE(fs::exists(take_frames_path(folder.path() / "take", TakeFrames::confidence)));
    animate(request("longer", extending("take"), 5));
    EXPECT_FALSE(read_drift(folder.path() / "longer").colour.empty());
    animate(request("longer", {}, 5));
    EXPECT_TRUE(read_drift(folder.path() / "longer").colour.empty());
}

TEST_F(GoingOn, DamagedDriftIsRefused) {
    for (const auto* text : {"{", "{}", R"({"colour": [0, "x"], "sharpness": [1, 1], "flow": [0, 0]})",
                             R"({"colour": [0, 1], "sharpness": [1], "flow": [0, 1]})"}) {
        std::ofstream(take_drift_path(folder.path())) << text;
        EXPECT_THROW(read_drift(folder.path()), Error) << text;
    }
}

TEST_F(GoingOn, ALoopLeavesOutItsDoubledLastFrame) {
    Controls controls;
    controls.keyframes = {samples / "coffee.png"};
    auto wanted = request("loop", controls);
    wanted.settings["detail"] = std::string("photo");
    wanted.settings["detail_size"] = std::int64_t{300};
    const auto detailed = animate(wanted, TakeFrames::photo_detail);
    EXPECT_EQ(detailed.size(), 7U);
    EXPECT_EQ(read_frames(take_frames_path(wanted.take_folder, TakeFrames::model)).size(), 7U);
    EXPECT_EQ(read_frames(take_frames_path(wanted.take_folder, TakeFrames::confidence)).size(), 7U);
    EXPECT_EQ(latents("loop").size(0), 7);
    EXPECT_EQ(animate(request("longer", extending("loop"), 4)).size(), 7U + 8U - 3U);
}

}  // namespace
}  // namespace stillwave
