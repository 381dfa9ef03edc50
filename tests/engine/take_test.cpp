// Tests of takes: their frames come back as they were, and kept latents are never sampled twice.
#include <gmock/gmock.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "engine/engine.h"
#include "engine/recipe_file.h"
#include "engine/take.h"
#include "support/temporary_folder.h"
#include "types/error.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;
const fs::path resources = STILLWAVE_RESOURCES;

Image pattern(int width, int height, int seed) {
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width * height * 3));
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<std::uint8_t>(i * 7 + static_cast<unsigned>(seed));
    return Image(width, height, std::move(pixels));
}

ErrorCode code_of_reading(const fs::path& path) {
    try {
        read_frames(path);
    } catch (const Error& error) {
        return error.code();
    }
    ADD_FAILURE() << path << " was read";
    return ErrorCode::internal;
}

TEST(TakeFrames, ComeBackAsTheyWere) {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "frames.safetensors";
    const std::vector<Image> frames = {pattern(7, 5, 1), pattern(7, 5, 2), pattern(7, 5, 3)};
    write_frames(path, frames);
    const auto read = read_frames(path);
    ASSERT_EQ(read.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(read[i].width, 7);
        EXPECT_EQ(read[i].height, 5);
        EXPECT_EQ(*read[i].pixels, *frames[i].pixels);
    }
}

TEST(TakeFrames, DamagedFilesAreRefusedBeforeMemoryIsTaken) {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "frames.safetensors";
    EXPECT_EQ(code_of_reading(path), ErrorCode::clip_unreadable);
    write_frames(path, {pattern(16, 16, 1), pattern(16, 16, 2)});
    std::string whole;
    {
        std::ifstream file(path, std::ios::binary);
        whole.assign(std::istreambuf_iterator<char>(file), {});
    }
    for (const std::size_t length : {std::size_t{0}, std::size_t{5}, std::size_t{40}, whole.size() - 1}) {
        std::ofstream(path, std::ios::binary) << whole.substr(0, length);
        EXPECT_EQ(code_of_reading(path), ErrorCode::clip_unreadable) << length;
    }
    auto huge = whole;
    huge.replace(huge.find("[2,16,16,3]"), 11, "[9,99999,9]");
    std::ofstream(path, std::ios::binary) << huge;
    EXPECT_EQ(code_of_reading(path), ErrorCode::clip_unreadable);
}

class KeptTake : public testing::Test {
  protected:
    AnimationRequest request() const {
        AnimationRequest request;
        request.photo_path = resources / "samples" / "coffee.png";
        request.model = (resources / "models" / "starter").string();
        request.settings = {{"width", std::int64_t{128}},      {"height", std::int64_t{64}},
                            {"num_frames", std::int64_t{4}},   {"num_inference_steps", std::int64_t{2}},
                            {"detail", std::string("photo")},  {"seed", std::int64_t{5}},
                            {"detail_size", std::int64_t{256}}};
        request.take_folder = folder.path() / "take";
        return request;
    }

    /// Counts the sampled steps and the frames that decoding showed.
    std::pair<int, int> run(const AnimationRequest& wanted) {
        int steps = 0;
        int frames = 0;
        const auto result = engine->animate(wanted,
                                            [&](const Progress& progress) {
                                                if (progress.stage == Stage::sample && progress.step > 0) ++steps;
                                                if (progress.stage != Stage::decode || progress.step == 0) return;
                                                ++frames;
                                                ASSERT_EQ(progress.preview.size(), 1U);
                                                EXPECT_EQ(progress.preview.front().width, 128);
                                            },
                                            {});
        EXPECT_TRUE(result.clip.frames.empty());
        return {steps, frames};
    }

    const test::TemporaryFolder folder;
    const std::unique_ptr<Engine> engine = make_local_engine();
};

// The upscaler makes only the places that the photo cannot give; where all is the photo's it changes nothing.
TEST_F(KeptTake, TheFallbackShowsWhereConfidenceIsLow) {
    auto smooth = request();
    smooth.settings["motion_bucket_id"] = std::int64_t{255};
    smooth.settings["num_frames"] = std::int64_t{8};
    // The starter tells its motion, all of which is trusted. A copy whose card does not say so has it measured.
    const auto model = folder.path() / "starter";
    fs::copy(smooth.model, model, fs::copy_options::recursive);
    std::string card;
    std::getline(std::ifstream(model / "stillwave.json"), card, '\0');
    const auto line = card.find("\"motion_channel\"");
    ASSERT_NE(line, card.npos);
    card.erase(line, card.find(',', line) + 1 - line);
    std::ofstream(model / "stillwave.json") << card;
    smooth.model = model.string();
    smooth.settings["seed"] = std::int64_t{3};
    run(smooth);
    auto crisp = smooth;
    crisp.take_folder = folder.path() / "crisp";
    crisp.settings["detail_fallback"] = std::string("upscaled");
    run(crisp);
    const auto maps = read_frames(take_frames_path(crisp.take_folder, TakeFrames::confidence));
    const auto plain = read_frames(take_frames_path(smooth.take_folder, TakeFrames::photo_detail));
    const auto upscaled = read_frames(take_frames_path(crisp.take_folder, TakeFrames::photo_detail));
    ASSERT_EQ(maps.size(), 8U);
    ASSERT_EQ(upscaled.size(), 8U);
    EXPECT_EQ(maps.front().width, 128);
    EXPECT_EQ(*plain.front().pixels, *upscaled.front().pixels);
    // Sums the differences of places that are all the photo's and of places that are not. Frames are twice as wide as
    // their confidence maps.
    double difference[2] = {0, 0};
    int count[2] = {0, 0};
    for (std::size_t t = 1; t < maps.size(); ++t) {
        for (int y = 0; y < maps[t].height; ++y) {
            for (int x = 0; x < maps[t].width; ++x) {
                const auto at = [&](const Image& image, int across, int down) {
                    return int{image.data()[static_cast<std::ptrdiff_t>(down * image.width + across) * 3 + 1]};
                };
                const int trust = at(maps[t], x, y);
                if (trust > 200 && trust < 255) continue;
                const int lost = trust == 255 ? 0 : 1;
                difference[lost] += std::abs(at(plain[t], 2 * x, 2 * y) - at(upscaled[t], 2 * x, 2 * y));
                ++count[lost];
            }
        }
    }
    std::printf("%d pixels are the photo's, %d are not\n", count[0], count[1]);
    ASSERT_GT(count[0], 1000);
    ASSERT_GT(count[1], 20);
    std::printf("mean difference: %.3f levels where all is the photo's, %.2f where it is not\n",
                difference[0] / count[0], difference[1] / count[1]);
    EXPECT_LT(difference[0] / count[0], 0.1);
    EXPECT_GT(difference[1] / count[1], 0.3 + 2 * difference[0] / count[0]);
}

TEST_F(KeptTake, HoldsFramesLatentsAndRecipe) {
    EXPECT_EQ(run(request()), (std::pair{2, 4}));
    const auto take = request().take_folder;
    EXPECT_EQ(read_frames(take_frames_path(take, TakeFrames::model)).front().width, 128);
    EXPECT_EQ(read_frames(take_frames_path(take, TakeFrames::photo_detail)).front().width, 256);
    const auto recipe = read_recipe(take_recipe_path(take));
    EXPECT_EQ(recipe.settings.at("seed"), SettingValue(std::int64_t{5}));
    EXPECT_TRUE(fs::equivalent(recipe_photo_path(recipe, take_recipe_path(take)), request().photo_path));
    EXPECT_TRUE(fs::exists(take_latents_path(take)));
}

TEST_F(KeptTake, LatentsAreDecodedAgainWithoutSampling) {
    run(request());
    const auto take = request().take_folder;
    const auto before = read_frames(take_frames_path(take, TakeFrames::model));
    fs::remove(take_recipe_path(take));
    fs::remove(take_frames_path(take, TakeFrames::model));
    EXPECT_EQ(run(request()), (std::pair{0, 4}));
    const auto after = read_frames(take_frames_path(take, TakeFrames::model));
    for (std::size_t i = 0; i < before.size(); ++i) EXPECT_EQ(*before[i].pixels, *after[i].pixels);

    auto gentler = request();
    gentler.settings["decode_chunk_size"] = std::int64_t{1};
    EXPECT_EQ(run(gentler).first, 0) << "a setting that only decoding reads";
    auto other = request();
    other.settings["seed"] = std::int64_t{6};
    EXPECT_EQ(run(other).first, 2) << "another seed is other work";
    std::ofstream(take_latents_path(take), std::ios::binary) << "damaged";
    EXPECT_EQ(run(other).first, 2) << "damaged latents are sampled again";
}

TEST_F(KeptTake, AFolderThatCannotBeMadeIsNamed) {
    std::ofstream(folder.path() / "file") << "x";
    auto wanted = request();
    wanted.take_folder = folder.path() / "file" / "take";
    try {
        run(wanted);
        FAIL() << "a folder below a file was made";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::output_unwritable);
        EXPECT_THAT(error.what(), testing::HasSubstr("take"));
    }
}

TEST_F(KeptTake, TimeThatPassesInTheCallbackIsNotTheWorks) {
    auto wanted = request();
    wanted.take_folder.clear();
    constexpr std::chrono::seconds rest(2);
    std::chrono::duration<double> rested{};
    const auto start = std::chrono::steady_clock::now();
    const auto result = engine->animate(wanted,
                                        [&](const Progress& progress) {
                                            if (progress.stage != Stage::sample) return;
                                            std::this_thread::sleep_for(rest);
                                            rested += rest;
                                        },
                                        {});
    const std::chrono::duration<double> all = std::chrono::steady_clock::now() - start;
    // Steps and pauses are parts of the whole time that do not overlap, on the slowest machine too.
    double steps = 0;
    for (const double seconds : result.report.step_seconds) steps += seconds;
    EXPECT_LT(steps + rested.count(), all.count());
}

}  // namespace
}  // namespace stillwave
