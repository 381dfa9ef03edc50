// Tests of `stillwave export`, and of `animate` with an export's flags.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/program.h"
#include "cli/tiny_clip.h"

namespace stillwave::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::vector<std::string> animate(const std::vector<std::string>& more) {
    return with(tiny_clip({tiny_photo, "--num-frames", "5", "--seed", "107"}), more);
}

nlohmann::json last_event(const Outcome& outcome, const std::string& event) {
    std::istringstream lines(outcome.out);
    nlohmann::json found;
    for (std::string line; std::getline(lines, line);)
        if (auto object = nlohmann::json::parse(line); object.at("event") == event) found = std::move(object);
    return found;
}

TEST(ExportProgram, AnimateLoopsAndWritesTheFormatThatTheNameSays) {
    const Workplace workplace;
    const auto outcome = workplace.run(animate({"-o", "clip.gif", "--loop", "ping_pong", "--json"}));
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const auto exported = last_event(outcome, "exported");
    EXPECT_EQ(exported.at("frames"), 8);
    EXPECT_EQ(exported.at("bytes"), fs::file_size(workplace.folder() / "clip.gif"));
    EXPECT_TRUE(fs::exists(workplace.folder() / "clip.gif.json"));
    // The temporary take that the file was made from is gone.
    for (const auto& entry : fs::directory_iterator(workplace.folder())) EXPECT_FALSE(entry.is_directory()) << entry;

    const auto recipe = workplace.run({"recipe", "clip.gif"});
    EXPECT_EQ(recipe.code, 0) << recipe.err;
    EXPECT_EQ(nlohmann::json::parse(recipe.out).at("settings").at("seed"), 107);
}

TEST(ExportProgram, ExportsAClipAgainAndTellsItsSizeBefore) {
    const Workplace workplace;
    ASSERT_EQ(workplace.run(animate({"-o", "clip.mp4", "-q"})).code, 0);
    const auto estimate = workplace.run({"export", "clip.mp4", "-o", "second.webm", "--estimate", "--json"});
    ASSERT_EQ(estimate.code, 0) << estimate.err;
    EXPECT_FALSE(fs::exists(workplace.folder() / "second.webm"));
    const auto outcome = workplace.run({"export", "clip.mp4", "-o", "second.webm", "--json", "--write-recipe", "off"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const auto bytes = last_event(outcome, "exported").at("bytes").get<double>();
    EXPECT_NEAR(last_event(estimate, "estimate").at("bytes").get<double>() / bytes, 1.0, 0.15);
    // The file gets a name that is given, or the name pattern's.
    EXPECT_THAT(workplace.run({"export", "clip.mp4", "--format", "webp"}).out, HasSubstr("clip.webp: 5 frames"));
    EXPECT_THAT(workplace.run({"export", "clip.mp4", "--format", "gif", "--name-pattern", "a {photo}/b"}).out,
                HasSubstr("a clip-b.gif"));
}

TEST(ExportProgram, MistakesHaveTheirExitCodes) {
    const Workplace workplace;
    EXPECT_EQ(workplace.run({"export", "nothing.mp4"}).code, 3);
    EXPECT_EQ(workplace.run({"export", tiny_photo, "-o", "clip.avi"}).code, 2);
    ASSERT_EQ(workplace.run(animate({"-o", "clip.mp4", "-q"})).code, 0);
    EXPECT_EQ(workplace.run({"export", "clip.mp4", "-o", "missing/clip.gif"}).code, 6);
    EXPECT_EQ(workplace.run({"export", "clip.mp4", "-o", "c.gif", "--upscale", "2", "--upscale-model", "none"}).code,
              4);
    EXPECT_EQ(workplace.run({"export", "clip.mp4", "-o", "c.gif", "--last", "6"}).code, 2);
    EXPECT_FALSE(fs::exists(workplace.folder() / "c.gif"));
}

}  // namespace
}  // namespace stillwave::test
