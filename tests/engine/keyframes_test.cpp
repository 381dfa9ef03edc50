// Tests of clips that pass several photos, on the starter model.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <numeric>

#include "engine/going_on.h"
#include "engine/photo.h"
#include "engine/picture.h"
#include "motion/motion_scores.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;
using Keyframes = test::GoingOn;

TEST_F(Keyframes, AClipPassesItsKeyframesOneAfterTheOther) {
    Controls controls;
    controls.keyframes = {samples / "cat.png", samples / "rocket.jpg"};
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
        const double reached = motion::psnr_db(detailed[3 * i], photo);
        std::cout << "    with photo detail frame " << 3 * i << " lies " << reached << " dB from its photo\n";
        EXPECT_GT(reached, 34) << i;
    }
}

// The starter shows the second photo from its second frame on. The first photo's pixels must not shine through.
TEST_F(Keyframes, DetailComesFromThePhotoThatAFrameShows) {
    Controls controls;
    controls.keyframes = {samples / "astronaut.png"};
    auto wanted = request("take", controls);
    wanted.settings["fit"] = std::string("letterbox");
    wanted.settings["detail"] = std::string("photo");
    wanted.settings["detail_size"] = std::int64_t{400};
    const auto trusted = animate(wanted, TakeFrames::confidence);
    ASSERT_EQ(trusted.size(), 8U);
    for (std::size_t i = 1; i < trusted.size(); ++i) {
        const auto& levels = *trusted[i].pixels;
        const double share = std::accumulate(levels.begin(), levels.end(), 0.0) / (255.0 * levels.size());
        std::cout << "    " << share << " of frame " << i << " are a photo's own pixels\n";
        EXPECT_GT(share, 0.7) << i;
    }
}

TEST_F(Keyframes, AStoppedClipBetweenPhotosKeepsItsFinishedPasses) {
    Controls controls;
    controls.keyframes = {samples / "cat.png", samples / "rocket.jpg"};
    const auto steps_of = [&](const AnimationRequest& wanted, int most) {
        int steps = 0;
        std::stop_source stop;
        const auto count = [&](const Progress& progress) {
            if (progress.stage == Stage::sample && !progress.preview.empty() && ++steps == most) stop.request_stop();
        };
        try {
            engine->animate(wanted, count, stop.get_token());
        } catch (const Cancelled&) {
            EXPECT_EQ(steps, most);
        }
        return steps;
    };
    const auto frames_of = [](const AnimationRequest& wanted) {
        return read_frames(take_frames_path(wanted.take_folder, TakeFrames::model));
    };
    const auto short_request = [&](const char* take, int seed = 3) {
        auto wanted = request(take, controls, seed);
        wanted.settings["num_frames"] = std::int64_t{3};
        return wanted;
    };
    const auto whole = short_request("whole"), stopped = short_request("stopped");
    EXPECT_EQ(steps_of(whole, 100), 4);
    EXPECT_EQ(steps_of(stopped, 3), 3);
    EXPECT_EQ(steps_of(stopped, 100), 2) << "the second pass alone is sampled";
    EXPECT_TRUE(test::same_frames(frames_of(stopped), frames_of(whole)));
    for (const auto& entry : fs::directory_iterator(stopped.take_folder))
        EXPECT_FALSE(entry.path().filename().string().starts_with("latents_of_pass")) << entry.path();

    EXPECT_EQ(steps_of(short_request("other"), 3), 3);
    EXPECT_EQ(steps_of(short_request("other", 4), 100), 4) << "another seed is another clip";
}

TEST_F(Keyframes, TheEstimateCountsTheDetailOfBothPhotosOfEachPass) {
    Controls controls;
    controls.keyframes = {samples / "cat.png", samples / "rocket.jpg"};
    const auto detail_seconds = [&](AnimationRequest wanted) {
        const double without = engine->estimate_animation(wanted).seconds;
        wanted.settings["detail"] = std::string("photo");
        return engine->estimate_animation(wanted).seconds - without;
    };
    EXPECT_NEAR(detail_seconds(request("x", controls)) / detail_seconds(request("x")), 4, 0.01);
}

}  // namespace
}  // namespace stillwave
