#include <ATen/ops/equal.h>
#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/program.h"
#include "cli/tiny_clip.h"

namespace stillwave::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::string cat = samples + "cat.png";

// Makes a clip in clips/ of a photo in photos/ with a drawn seed.
class RecipeCommand : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(folder() / "photos");
        fs::create_directories(folder() / "clips");
        fs::copy(coffee, folder() / "photos/coffee.png");
        const auto outcome = run(tiny_clip(
            {"photos/coffee.png", "--focus-x", "0.2", "--dump-tensors", "first.safetensors", "-o", "clips/clip.mp4"}));
        ASSERT_EQ(outcome.code, 0) << outcome.err;
    }

    const fs::path& folder() const { return workplace_.folder(); }
    Outcome run(const std::vector<std::string>& words) const { return workplace_.run(words); }
    Outcome again(const std::vector<std::string>& more) const {
        return run(with({"animate", "--from-recipe", "clips/clip.mp4", "--model", tiny, "-o", "again.mp4"}, more));
    }
    at::Tensor frames(const char* dump) const { return frames_in(folder() / dump); }

  private:
    Workplace workplace_;
};

TEST_F(RecipeCommand, PrintsAllThatWasResolved) {
    const auto outcome = run({"recipe", "clips/clip.mp4"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const auto recipe = nlohmann::json::parse(outcome.out);
    EXPECT_EQ(recipe.at("photo").at("path"), "../photos/coffee.png");
    EXPECT_EQ(recipe.at("photo").at("width"), 600);
    EXPECT_GE(recipe.at("settings").at("seed").get<std::int64_t>(), 0);
    EXPECT_EQ(recipe.at("settings").at("width"), 80);
    EXPECT_GT(recipe.at("crop").at("height").get<double>(), 0);
    EXPECT_EQ(recipe.at("device"), "cpu");
    EXPECT_THAT(outcome.out, AllOf(Not(HasSubstr(folder().string())), Not(HasSubstr(STILLWAVE_TEST_DATA))));
}

TEST_F(RecipeCommand, MakesTheSameClipAgainBitForBit) {
    const auto outcome = again({"--dump-tensors", "again.safetensors"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_TRUE(at::equal(frames("first.safetensors"), frames("again.safetensors")));
    EXPECT_EQ(outcome.err.find("warning"), std::string::npos) << outcome.err;
    // The two clips lie in different folders, so that the recipes differ in the photo's relative path alone.
    const auto read = [&](const char* clip) { return nlohmann::json::parse(run({"recipe", clip}).out); };
    auto first = read("clips/clip.mp4"), second = read("again.mp4");
    first["photo"].erase("path");
    EXPECT_EQ(second["photo"]["path"], "photos/coffee.png");
    second["photo"].erase("path");
    EXPECT_EQ(first, second);

    // The clip is made again from the recipe's text alone, which lies beside it.
    std::ofstream(folder() / "clips/recipe.json") << run({"recipe", "clips/clip.mp4"}).out;
    const auto from_text = run({"animate", "--from-recipe", "clips/recipe.json", "--model", tiny, "--dump-tensors",
                                "text.safetensors", "-o", "text.mp4"});
    ASSERT_EQ(from_text.code, 0) << from_text.err;
    EXPECT_TRUE(at::equal(frames("first.safetensors"), frames("text.safetensors")));
}

TEST_F(RecipeCommand, FlagsWinOverTheRecipe) {
    const auto outcome = again({"--num-frames", "3", "--seed", "5"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("3 frames"), HasSubstr("seed 5")));
}

TEST_F(RecipeCommand, AMissingPhotoIsSuppliedByHand) {
    fs::rename(folder() / "photos/coffee.png", folder() / "moved.png");
    const auto missing = again({});
    EXPECT_EQ(missing.code, 3);
    EXPECT_THAT(missing.err, AllOf(HasSubstr("coffee.png"), HasSubstr("--photo")));
    EXPECT_FALSE(fs::exists(folder() / "again.mp4"));
    const auto supplied = again({"--photo", "moved.png", "--dump-tensors", "again.safetensors"});
    ASSERT_EQ(supplied.code, 0) << supplied.err;
    EXPECT_TRUE(at::equal(frames("first.safetensors"), frames("again.safetensors")));
}

TEST_F(RecipeCommand, AChangedPhotoIsRefused) {
    fs::copy(cat, folder() / "photos/coffee.png", fs::copy_options::overwrite_existing);
    const auto changed = again({});
    EXPECT_EQ(changed.code, 3);
    EXPECT_THAT(changed.err, AllOf(HasSubstr("coffee.png"), HasSubstr("--photo")));
    EXPECT_EQ(again({"--photo", cat}).code, 3);
    EXPECT_FALSE(fs::exists(folder() / "again.mp4"));
}

TEST_F(RecipeCommand, DifferencesAreSaid) {
    auto recipe = nlohmann::json::parse(run({"recipe", "clips/clip.mp4"}).out);
    recipe["device"] = "cuda:63";
    recipe["dtype"] = "float16";
    recipe["build"]["stillwave"] = "0.0.1";
    recipe["model"]["hash"] = std::string(64, 'b');
    std::ofstream(folder() / "clips/other.json") << recipe.dump();
    const auto outcome = run({"animate", "--from-recipe", "clips/other.json", "--model", tiny, "-o", "other.mp4"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("cuda:63"), HasSubstr("another build"), HasSubstr("other weights")));
}

TEST_F(RecipeCommand, AClipWithoutARecipeIsRefused) {
    std::ofstream(folder() / "odd.json") << "{\"fps\": 7}";
    const auto outcome = run({"animate", "--from-recipe", "odd.json"});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_THAT(outcome.err, HasSubstr("holds no Stillwave recipe"));
}

}  // namespace
}  // namespace stillwave::test
