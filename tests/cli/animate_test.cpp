#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "cli/program.h"
#include "cli/tiny_clip.h"
#include "nn/safetensors.h"

namespace stillwave::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// The flags of tests/data/svd-tiny/golden.json.
std::vector<std::string> golden(const std::vector<std::string>& more) {
    return with({"animate",
                 tiny_photo,
                 "--model",
                 tiny,
                 "--device",
                 "cpu",
                 "--dtype",
                 "float32",
                 "--width",
                 "64",
                 "--height",
                 "48",
                 "--num-frames",
                 "5",
                 "--seed",
                 "107",
                 "--num-inference-steps",
                 "4",
                 "--fps",
                 "7",
                 "--motion-bucket-id",
                 "127",
                 "--noise-aug-strength",
                 "0.02",
                 "--min-guidance-scale",
                 "1.0",
                 "--max-guidance-scale",
                 "3.0",
                 "--decode-chunk-size",
                 "2",
                 "--detail",
                 "model"},
                more);
}

std::set<std::string> clips_in(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        if (!entry.path().filename().string().starts_with(".")) names.insert(entry.path().filename().string());
    return names;
}

// Both runs compute in float32 on the CPU. The reference is diffusers' run in tests/data/svd-tiny (see its
// golden.json).
TEST(Animate, DumpsTheRunsTensorsAndTheyAreDiffusers) {
    const Workplace workplace;
    const auto outcome = workplace.run(golden({"--dump-tensors", "run.safetensors", "-o", "clip.mp4"}));
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const auto dumped = nn::SafetensorsFile::open(workplace.folder() / "run.safetensors").named_tensors();
    const auto reference =
        nn::SafetensorsFile::open(STILLWAVE_TEST_DATA "/svd-tiny/golden.safetensors").named_tensors();
    std::set<std::string> names;
    for (const auto& [name, tensor] : dumped) {
        names.insert(name);
        EXPECT_EQ(tensor.scalar_type(), at::kFloat) << name;
    }
    EXPECT_EQ(names,
              (std::set<std::string>{"pixels", "clip_pixel_values", "image_embedding", "image_latents", "latents_step1",
                                     "latents_step2", "latents_step3", "latents_step4", "frames"}));
    const auto compare = [&](const std::string& name, const std::string& golden_name, float most, float mean) {
        const auto& ours = dumped.at(name);
        const auto& theirs = reference.at(golden_name);
        ASSERT_EQ(ours.sizes(), theirs.sizes()) << name;
        const auto difference = ours.sub(theirs).abs();
        const float largest = difference.max().item<float>(), average = difference.mean().item<float>();
        std::cout << name << ": largest difference " << largest << ", mean " << average << '\n';
        EXPECT_LE(largest, most) << name;
        EXPECT_LE(average, mean) << name;
    };
    compare("pixels", "pixels", 1e-6F, 1e-7F);
    compare("clip_pixel_values", "clip_pixel_values", 1e-4F, 1e-5F);
    compare("image_embedding", "image_embedding", 1e-3F, 1e-4F);
    for (int step = 1; step <= 4; ++step)
        compare("latents_step" + std::to_string(step), "pipe_latents_step" + std::to_string(step), 2e-2F, 2e-3F);
    compare("frames", "pipe_frames", 2e-3F, 2e-4F);
    EXPECT_EQ(dumped.at("image_latents").sizes(), reference.at("vae_encode_mode").sizes());
}

TEST(Animate, NamesClipsAfterThePhotosAndReplacesNone) {
    const Workplace workplace;
    for (int i = 0; i < 2; ++i) {
        const auto outcome = workplace.run(tiny_clip({coffee}));
        ASSERT_EQ(outcome.code, 0) << outcome.err;
    }
    EXPECT_EQ(clips_in(workplace.folder()), (std::set<std::string>{"coffee.mp4", "coffee-2.mp4"}));
    const auto size = fs::file_size(workplace.folder() / "coffee.mp4");

    auto outcome = workplace.run(tiny_clip({coffee, "-o", "coffee.mp4"}));
    EXPECT_EQ(outcome.code, 6);
    EXPECT_THAT(outcome.err, HasSubstr("--force"));
    EXPECT_EQ(fs::file_size(workplace.folder() / "coffee.mp4"), size);
    outcome = workplace.run(tiny_clip({coffee, "-o", "coffee.mp4", "--force", "--num-frames", "6"}));
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("6 frames"));
}

TEST(Animate, OneBadPhotoDoesNotStopTheOthers) {
    const Workplace workplace;
    std::ofstream(workplace.folder() / "bad.png") << "this is no picture";
    const auto outcome = workplace.run(tiny_clip({tiny_photo, "bad.png", "missing.jpg", coffee, "-o", "clips"}));
    EXPECT_EQ(outcome.code, 1);
    EXPECT_EQ(clips_in(workplace.folder() / "clips"), (std::set<std::string>{"photo.mp4", "coffee.mp4"}));
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("bad.png"), HasSubstr("missing.jpg")));
    EXPECT_THAT(outcome.out, HasSubstr("2 of 4"));
}

TEST(Animate, SpeaksJsonToMachines) {
    const Workplace workplace;
    std::ofstream(workplace.folder() / "bad.png") << "this is no picture";
    const auto outcome = workplace.run(tiny_clip({tiny_photo, "bad.png", "--json", "-o", "clips"}));
    EXPECT_EQ(outcome.code, 1);
    std::istringstream lines(outcome.out);
    std::map<std::string, int> events;
    std::set<std::string> stages;
    std::string line;
    while (std::getline(lines, line)) {
        const auto event = nlohmann::json::parse(line);
        const auto kind = event.at("event").get<std::string>();
        ++events[kind];
        if (kind == "progress") stages.insert(event.at("stage"));
        if (kind == "result") {
            EXPECT_TRUE(fs::exists(workplace.folder() / event.at("clip").get<std::string>()));
            EXPECT_EQ(event.at("recipe").at("settings").at("num_frames"), 4);
        }
        if (kind == "error") {
            EXPECT_EQ(event.at("code"), "photo_unreadable");
            EXPECT_EQ(event.at("photo"), "bad.png");
        }
    }
    EXPECT_EQ(events["result"], 1);
    EXPECT_EQ(events["error"], 1);
    EXPECT_EQ(events["summary"], 1);
    EXPECT_EQ(stages, (std::set<std::string>{"load", "image_encoder", "vae_encode", "sample", "decode", "write"}));
}

TEST(Animate, ReportsTimesAndMemory) {
    const Workplace workplace;
    const auto outcome = workplace.run(golden({"--report", "report.json", "--quiet"}));
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(outcome.out + outcome.err, "");
    std::ifstream file(workplace.folder() / "report.json");
    const auto report = nlohmann::json::parse(file);
    for (const auto* stage : {"load", "image_encoder", "vae_encode", "sample", "decode", "write", "total"})
        EXPECT_GT(report.at("seconds").at(stage).get<double>(), 0) << stage;
    EXPECT_EQ(report.at("seconds").at("steps").size(), 4u);
    EXPECT_GT(report.at("peak_resident_bytes").get<std::uint64_t>(), std::uint64_t{1} << 24);
    EXPECT_EQ(report.at("peak_device_bytes"), 0);
    EXPECT_EQ(report.at("device"), "cpu");
    EXPECT_EQ(report.at("dtype"), "float32");
    EXPECT_GE(report.at("threads").get<int>(), 1);
}

TEST(Animate, SettingsFilesLieBelowFlags) {
    const Workplace workplace;
    std::ofstream(workplace.folder() / "my.json") << R"({"num_frames": 4, "fps": 12, "seed": 11})";
    const auto outcome = workplace.run({"animate", tiny_photo, "--model", tiny, "--width", "64", "--height", "48",
                                        "--num-inference-steps", "1", "--detail", "model", "--settings", "my.json",
                                        "--fps", "9", "-o", "clip.mp4"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("4 frames"), HasSubstr("9 fps"), HasSubstr("seed 11")));
    std::ofstream(workplace.folder() / "wrong.json") << R"({"frames": 4})";
    const auto wrong = workplace.run(tiny_clip({tiny_photo, "--settings", "wrong.json"}));
    EXPECT_EQ(wrong.code, 2);
    EXPECT_THAT(wrong.err, HasSubstr("Did you mean 'num_frames'"));
}

TEST(Animate, TheStarterMovesAPhotosDetailAndSaysWhatItIs) {
    const Workplace workplace;
    const auto outcome = workplace.run({"animate", coffee, "--width", "96", "--height", "64", "--num-frames", "5",
                                        "--num-inference-steps", "2", "--report", "report.json"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("each seed picks one leading move"), HasSubstr("stillwave models add")));
    std::ifstream file(workplace.folder() / "report.json");
    const auto report = nlohmann::json::parse(file);
    EXPECT_GT(report.at("seconds").at("photo_detail").get<double>(), 0);
    EXPECT_THAT(outcome.out, Not(HasSubstr("96x64")));
}

TEST(Animate, AModelForFloat32WarnsOfWeightsInEightBits) {
    const Workplace workplace;
    const auto outcome = workplace.run({"animate", coffee, "--width", "64", "--height", "64", "--num-frames", "2",
                                        "--weight-storage", "float8", "--detail", "model"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("The model 'starter' is made for float32. In float8"));
}

}  // namespace
}  // namespace stillwave::test
