// Tests of clips that begin with a take, and of clips that pass several photos, on the starter model.
#include <ATen/ops/equal.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <iostream>

#include "engine/engine.h"
#include "engine/frames.h"
#include "engine/kept_latents.h"
#include "engine/photo.h"
#include "engine/picture.h"
#include "engine/recipe_file.h"
#include "engine/take.h"
#include "motion/motion_scores.h"
#include "support/temporary_folder.h"
#include "types/error.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
const fs::path resources = STILLWAVE_RESOURCES;

/// The mean difference of two pictures in levels.
double difference(const Image& a, const Image& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size_bytes(); ++i) sum += std::abs(int{a.data()[i]} - int{b.data()[i]});
    return sum / static_cast<double>(a.size_bytes());
}

class GoingOn : public testing::Test {
  protected:
    AnimationRequest request(const std::string& take, const Controls& controls = {}, int seed = 3) const {
        AnimationRequest request;
        request.photo_path = resources / "samples" / "coffee.png";
        request.model = (resources / "models" / "starter").string();
        request.settings = {{"width", std::int64_t{192}},    {"height", std::int64_t{128}},
                            {"num_frames", std::int64_t{8}}, {"num_inference_steps", std::int64_t{2}},
                            {"seed", std::int64_t{seed}},    {"detail", std::string("model")}};
        request.controls = controls;
        request.take_folder = folder.path() / take;
        return request;
    }

    std::vector<Image> animate(const AnimationRequest& wanted, TakeFrames which = TakeFrames::model) {
        engine->animate(wanted, {}, {});
        return read_frames(take_frames_path(wanted.take_folder, which));
    }

    at::Tensor latents(const std::string& take) const { return latents_in(take_latents_path(folder.path() / take)); }

    std::string refusal(const AnimationRequest& wanted) {
        try {
            engine->animate(wanted, {}, {});
        } catch (const Error& error) {
            return error.what();
        }
        return "nothing was refused";
    }

    Controls extending(const std::string& take, int frame = -1, int overlap = 3) const {
        Controls controls;
        controls.extend = {folder.path() / take, frame, overlap};
        return controls;
    }
    Controls again(const std::string& take, int first, int last, double strength = 1) const {
        Controls controls;
        controls.make_again = {folder.path() / take, first, last, strength, {}};
        return controls;
    }

    const test::TemporaryFolder folder;
    const std::unique_ptr<Engine> engine = make_local_engine();
};

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
    EXPECT_THAT(refusal(request("x", extending("nowhere"))), HasSubstr("nowhere"));
    auto other = request("x", extending("take"));
    other.photo_path = resources / "samples" / "cat.png";
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

TEST_F(GoingOn, AClipPassesItsKeyframesOneAfterTheOther) {
    Controls controls;
    controls.keyframes = {resources / "samples" / "cat.png", resources / "samples" / "rocket.jpg"};
    auto wanted = request("keyframes", controls);
    wanted.settings["num_frames"] = std::int64_t{4};
    std::vector<int> steps;
    int total = 0;
    const auto result = engine->animate(wanted,
                                        [&](const Progress& progress) {
                                            if (progress.stage != Stage::sample) return;
                                            total = progress.total;
                                            if (progress.step > 0) steps.push_back(progress.step);
                                        },
                                        {});
    EXPECT_EQ(total, 4);
    EXPECT_EQ(steps.back(), 4);
    EXPECT_TRUE(std::ranges::is_sorted(steps));
    EXPECT_EQ(result.report.step_seconds.size(), 4U);
    const auto frames = read_frames(take_frames_path(wanted.take_folder, TakeFrames::model));
    ASSERT_EQ(frames.size(), 7U);
    const fs::path passed[] = {wanted.photo_path, controls.keyframes[0], controls.keyframes[1]};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto photo = fit_photo(read_photo(passed[i], "#000000"), result.settings).image;
        const double reached = motion::psnr_db(frames[3 * i], photo);
        std::cout << "    frame " << 3 * i << " lies " << reached << " dB from its photo\n";
        EXPECT_GT(reached, 24);
    }

    // Each photo's own pixels stand where the clip shows it.
    wanted.settings["detail"] = std::string("photo");
    wanted.settings["detail_size"] = std::int64_t{384};
    const auto detailed = animate(wanted, TakeFrames::photo_detail);
    ASSERT_EQ(detailed.size(), 7U);
    for (std::size_t i = 0; i < 3; ++i) {
        auto large = result.settings;
        large.width = detailed.front().width;
        large.height = detailed.front().height;
        const auto photo = fit_photo(read_photo(passed[i], "#000000"), large).image;
        EXPECT_GT(motion::psnr_db(detailed[3 * i], photo), 26) << i;
    }
}

TEST_F(GoingOn, ALoopLeavesOutItsDoubledLastFrame) {
    Controls controls;
    controls.keyframes = {resources / "samples" / "coffee.png"};
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
