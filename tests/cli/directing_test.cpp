// Tests of the flags that direct a clip: what they read, what they refuse, and that a recipe holds them.
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

class Directing : public testing::Test {
  protected:
    Outcome animate(const std::vector<std::string>& more) const {
        return workplace.run(with(tiny_clip({coffee, "--seed", "1", "--force"}), more));
    }
    /// Makes a clip that goes on from a take.
    Outcome go_on(const std::vector<std::string>& more) const {
        return workplace.run(with({"animate", "--model", tiny, "--force"}, more));
    }
    std::string write(const fs::path& name, const std::string& text) const {
        fs::create_directories((folder() / name).parent_path());
        std::ofstream(folder() / name) << text;
        return name.string();
    }
    nlohmann::json controls_in(const std::string& clip) const {
        const auto outcome = workplace.run({"recipe", clip});
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        return nlohmann::json::parse(outcome.out).value("controls", nlohmann::json());
    }
    at::Tensor frames(const char* dump) const { return frames_in(folder() / dump); }
    const fs::path& folder() const { return workplace.folder(); }

    const Workplace workplace;
};

// The photo itself serves as a mask: it is a picture of the photo's shape.
TEST_F(Directing, PicturesLieBesideTheFileThatNamesThem) {
    fs::create_directories(folder() / "areas" / "masks");
    fs::copy(coffee, folder() / "areas/masks/bright.png");
    const auto areas = write("areas/areas.json", R"({
        "motion_brushes": [{"mask": "masks/bright.png", "path": [[0, 0.4, 0.5], [1, 0.6, 0.5]], "easing": "ease_in"}],
        "frozen": [{"polygon": [[0, 0.3], [0.2, 0.3], [0.2, 0.7]], "feather": 0.02}]})");
    fs::create_directories(folder() / "clips/a");
    const auto directed = animate({"--motion-brushes", areas, "--freeze", areas, "-o", "clips/a/clip.mp4",
                                   "--dump-tensors", "first.safetensors"});
    ASSERT_EQ(directed.code, 0) << directed.err;
    const auto controls = controls_in("clips/a/clip.mp4");
    EXPECT_EQ(controls.at("motion_brushes").at(0).at("mask"), "../../areas/masks/bright.png");
    EXPECT_EQ(controls.at("motion_brushes").at(0).at("easing"), "ease_in");
    EXPECT_EQ(controls.at("frozen").at(0).at("feather"), 0.02);

    const auto again = workplace.run({"animate", "--from-recipe", "clips/a/clip.mp4", "--model", tiny, "-o",
                                      "again.mp4", "--dump-tensors", "again.safetensors"});
    ASSERT_EQ(again.code, 0) << again.err;
    EXPECT_TRUE(at::equal(frames("first.safetensors"), frames("again.safetensors")));
    EXPECT_EQ(controls_in("again.mp4").at("motion_brushes").at(0).at("mask"), "areas/masks/bright.png");

    // Each flag takes its own part of the file.
    ASSERT_EQ(animate({"--freeze", areas, "-o", "frozen.mp4"}).code, 0);
    EXPECT_FALSE(controls_in("frozen.mp4").contains("motion_brushes"));
}

TEST_F(Directing, AnExportedClipsRecipeNamesThePicturesToo) {
    fs::create_directories(folder() / "masks");
    fs::copy(coffee, folder() / "masks/bright.png");
    const auto areas = write("areas.json", R"({"frozen": [{"mask": "masks/bright.png"}]})");
    const auto made = animate({"--freeze", areas, "--format", "gif", "-o", "clip.gif"});
    ASSERT_EQ(made.code, 0) << made.err;
    EXPECT_EQ(controls_in("clip.gif").at("frozen").at(0).at("mask"), "masks/bright.png");
}

TEST_F(Directing, TheCameraIsReadAsKeysAndValues) {
    const auto made = animate({"--camera", "push=1.2, pan=-5,easing=linear,without_model", "-o", "clip.mp4"});
    ASSERT_EQ(made.code, 0) << made.err;
    const nlohmann::json camera = {{"push", 1.2}, {"pan", -5.0}, {"easing", "linear"}, {"without_model", true}};
    EXPECT_EQ(controls_in("clip.mp4").at("camera"), camera);
    for (const auto& [text, said] : {
             std::pair{"zoom=2", "unknown key 'zoom'"},
             {"pan=90", "'pan' = 90"},
             {"pan=left", "'pan' = \"left\""},
             {"pan", "'pan' = true"},
             {"push=1,2", "unknown key '2'"},
             {"pan=5,pan=6", "names 'pan' twice"},
             {"pan=5,easing=bounce", "ease_in_out"},
             {"pan=5,depth=7", "'depth' = 7"},
             {"easing=linear", "does not move the camera"},
             {"without_model", "Give it pan, tilt"},
         }) {
        const auto refused = animate({"--camera", text, "-o", "refused.mp4"});
        EXPECT_EQ(refused.code, 2) << text;
        EXPECT_THAT(refused.err, AllOf(HasSubstr(std::string("--camera ") + text), HasSubstr(said)));
    }
    const auto missing = animate({"--camera", "pan=5,depth=nowhere.png", "-o", "refused.mp4"});
    EXPECT_EQ(missing.code, 3);
    EXPECT_THAT(missing.err, HasSubstr("nowhere.png"));
    EXPECT_FALSE(fs::exists(folder() / "refused.mp4"));
}

TEST_F(Directing, WrongFilesAreNamed) {
    const auto empty = write("empty.json", "{}"), broken = write("broken.json", "{\"frozen\": [");
    const auto typo = write("typo.json", R"({"frozen": [{"polygn": [[0, 0], [1, 0], [0, 1]]}]})");
    const auto lost = write("lost.json", R"({"frozen": [{"mask": "lost.png"}]})");
    for (const auto& [flag, file, said, code] : {std::tuple{"--freeze", empty, "holds no 'frozen' areas", 2},
                                                 {"--motion-brushes", empty, "holds no 'motion_brushes'", 2},
                                                 {"--freeze", broken, "broken.json", 2},
                                                 {"--freeze", typo, "frozen[0], has an unknown key 'polygn'", 2},
                                                 {"--freeze", std::string("nowhere.json"), "nowhere.json", 2},
                                                 {"--freeze", lost, "lost.png", 3},
                                                 {"--last-frame", std::string("nowhere.jpg"), "nowhere.jpg", 3},
                                                 {"--motion-from", std::string("nowhere.mp4"), "nowhere.mp4", 3}}) {
        const auto refused = animate({flag, file, "-o", "refused.mp4"});
        EXPECT_EQ(refused.code, code) << flag << ' ' << file << ' ' << refused.err;
        EXPECT_THAT(refused.err, HasSubstr(said)) << flag;
    }
    EXPECT_FALSE(fs::exists(folder() / "refused.mp4"));
}

TEST_F(Directing, ALastPhotoOfAnotherShapeIsFittedAndSaid) {
    const auto made = animate({"--last-frame", samples + "astronaut.png", "-o", "clip.mp4"});
    ASSERT_EQ(made.code, 0) << made.err;
    EXPECT_THAT(made.err,
                AllOf(HasSubstr("astronaut.png is 512x512 px"), HasSubstr("another shape"), HasSubstr("(crop)")));
    const auto loop = animate({"--last-frame", coffee, "-o", "loop.mp4"});
    EXPECT_EQ(loop.code, 0);
    EXPECT_THAT(loop.err, Not(HasSubstr("astronaut.png is 512x512 px")));
}

TEST_F(Directing, AnotherClipMovesThePhoto) {
    ASSERT_EQ(animate({"--camera", "push=1.3,pan=4,without_model", "-o", "driving.mp4"}).code, 0);
    const auto made = workplace.run({"animate", samples + "cat.png", "--model", tiny, "--width", "80", "--height", "48",
                                     "--detail", "model", "--motion-from", "driving.mp4", "-o", "driven.mp4"});
    ASSERT_EQ(made.code, 0) << made.err;
    EXPECT_THAT(made.out, AllOf(HasSubstr("4 frames"), HasSubstr("80x48"), HasSubstr("7 fps")));
    EXPECT_EQ(controls_in("driven.mp4"), (nlohmann::json{{"motion_from", "driving.mp4"}}));
    const auto both = animate({"--motion-from", "driving.mp4", "--camera", "pan=4", "-o", "refused.mp4"});
    EXPECT_EQ(both.code, 2);
    EXPECT_THAT(both.err, HasSubstr("Take one of them away"));
}

TEST_F(Directing, AClipPassesSeveralPhotos) {
    const auto made = animate(
        {"--keyframes", samples + "cat.png," + samples + "rocket.jpg", "-o", "clip.mp4", "--report", "report.json"});
    ASSERT_EQ(made.code, 0) << made.err;
    EXPECT_THAT(made.out, HasSubstr("7 frames"));
    EXPECT_EQ(controls_in("clip.mp4").at("keyframes").size(), 2U);
    const auto twice = animate({"--keyframes", coffee, "--last-frame", coffee});
    EXPECT_EQ(twice.code, 2);
    EXPECT_THAT(twice.err, HasSubstr("--last-frame has no place"));
}

TEST_F(Directing, AKeptTakeIsExtendedAndPartlyMadeAgain) {
    const auto first = animate({"--take", "take", "-o", "first.mp4"});
    ASSERT_EQ(first.code, 0) << first.err;
    EXPECT_TRUE(fs::exists(folder() / "take/recipe.json"));
    const auto longer =
        go_on({"--extend", "take,frame=2,overlap=1", "--seed", "2", "-o", "longer.mp4", "--take", "longer"});
    ASSERT_EQ(longer.code, 0) << longer.err;
    EXPECT_THAT(longer.out, HasSubstr("6 frames, 80x48"));
    EXPECT_EQ(controls_in("longer.mp4").at("extend").at("take"), "take");
    const auto again = go_on({"--make-again", "longer,first=1,last=3,strength=0.5", "-o", "again.mp4"});
    ASSERT_EQ(again.code, 0) << again.err;
    EXPECT_THAT(again.out, AllOf(HasSubstr("6 frames"), Not(HasSubstr("seed 2,"))));

    const auto named = go_on({coffee, "--extend", "take"});
    EXPECT_EQ(named.code, 2);
    EXPECT_THAT(named.err, HasSubstr("Name neither a photo nor a recipe"));
    EXPECT_THAT(go_on({"--extend", "take,frame=9"}).err, HasSubstr("frames 0 to 3"));
    EXPECT_THAT(go_on({"--make-again", "take,frame=1"}).err, HasSubstr("unknown key 'frame'"));
}

TEST_F(Directing, ATakeThatIsNotThereIsNamed) {
    for (const auto* flag : {"--extend", "--make-again"})
        for (const auto& take : {std::string("nowhere"), samples}) {
            const auto refused = go_on({flag, take});
            EXPECT_EQ(refused.code, 3) << flag << take;
            EXPECT_THAT(refused.err, HasSubstr(take + " is not the folder of a finished take"));
        }
    EXPECT_THAT(go_on({coffee, "--extend", ",frame=2"}).err, HasSubstr("names no 'take'"));
}

TEST_F(Directing, ATakesPathMayHoldCommas) {
    ASSERT_EQ(animate({"--take", "Rome, 2024/take", "-o", "first.mp4"}).code, 0);
    const auto longer = go_on({"--extend", "Rome, 2024/take,frame=2,overlap=1", "-o", "longer.mp4"});
    EXPECT_EQ(longer.code, 0) << longer.err;
    EXPECT_THAT(longer.out, HasSubstr("6 frames"));
}

TEST_F(Directing, AKeptTakeIsReplacedByForceAlone) {
    ASSERT_EQ(animate({"--take", "take", "-o", "first.mp4"}).code, 0);
    const auto again = workplace.run(tiny_clip({coffee, "--take", "take", "-o", "second.mp4"}));
    EXPECT_EQ(again.code, 6);
    EXPECT_THAT(again.err, AllOf(HasSubstr("take holds a take already"), HasSubstr("--force")));
    EXPECT_EQ(animate({"--take", "take", "-o", "second.mp4"}).code, 0);
    std::ofstream(folder() / "file") << "x";
    const auto file = animate({"--take", "file", "-o", "second.mp4"});
    EXPECT_EQ(file.code, 6);
    EXPECT_THAT(file.err, HasSubstr("which is a file. Name a folder"));
    EXPECT_THAT(animate({"--take", "new", "--estimate"}).err, HasSubstr("--estimate makes no clip"));
}

}  // namespace
}  // namespace stillwave::test
