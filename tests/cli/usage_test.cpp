#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>

#include "cli/program.h"
#include "cli/tiny_clip.h"
#include "types/settings_fields.h"

namespace stillwave::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

const std::string photo = tiny_photo;

std::string flag_of(const FieldInfo& field) {
    std::string flag = "--" + std::string(field.key);
    std::replace(flag.begin(), flag.end(), '_', '-');
    return flag;
}

TEST(Usage, HelpShowsEverySettingsFieldWithItsDefault) {
    const Workplace workplace;
    const auto help = workplace.run({"animate", "--help"});
    EXPECT_EQ(help.code, 0);
    for (const auto& field : settings_fields()) EXPECT_THAT(help.out, HasSubstr("  " + flag_of(field) + " "));
    for (const auto* flag :
         {"--output",      "--force",     "--model",          "--device",     "--dtype",  "--settings",
          "--from-recipe", "--photo",     "--motion-brushes", "--freeze",     "--camera", "--last-frame",
          "--motion-from", "--keyframes", "--extend",         "--make-again", "--take",   "--dump-tensors",
          "--report",      "--json",      "--quiet",          "--verbose"})
        EXPECT_THAT(help.out, HasSubstr(flag));
    EXPECT_THAT(help.out, AllOf(HasSubstr("1 to 60 fps; default 7"), HasSubstr("crop|letterbox"),
                                HasSubstr("on|off; default off"), HasSubstr("130")));
}

TEST(Usage, EverySettingsFieldReachesTheEngine) {
    const Workplace workplace;
    // Each flag refuses a value that is out of its row's range, which shows that it belongs to that row.
    for (const auto& field : settings_fields()) {
        // A flag of text takes any value.
        if (field.kind == FieldKind::text) continue;
        const auto outcome = workplace.run({"animate", photo, flag_of(field), field.is_number() ? "-2" : "nothing"});
        EXPECT_EQ(outcome.code, 2) << field.key;
        EXPECT_THAT(outcome.err, HasSubstr(std::string(field.key) + " is '")) << field.key;
    }
}

TEST(Usage, ExportFieldsReachBothCommandsThatExport) {
    const Workplace workplace;
    for (const auto* command : {"export", "animate"}) {
        const auto help = workplace.run({command, "--help"});
        EXPECT_EQ(help.code, 0);
        for (const auto& field : export_fields()) {
            EXPECT_THAT(help.out, HasSubstr("  " + flag_of(field) + " ")) << command;
            // A flag of text takes any value, so it is only parsed.
            if (field.kind == FieldKind::text || command == std::string("animate")) continue;
            const auto outcome = workplace.run({command, photo, flag_of(field), field.is_number() ? "-2" : "nothing"});
            EXPECT_EQ(outcome.code, 2) << command << ' ' << field.key;
            EXPECT_THAT(outcome.err, HasSubstr(std::string(field.key) + " is '")) << command << ' ' << field.key;
        }
    }
}

struct Mistake {
    std::vector<std::string> words;
    int code;
    std::string message;
};

TEST(Usage, EachMistakeHasItsExitCodeAndWords) {
    const Workplace workplace;
    std::ofstream(workplace.folder() / "text.png") << "no picture";
    std::ofstream(workplace.folder() / "clip.mp4") << "no clip";
    const std::vector<Mistake> mistakes = {
        {{}, 2, "subcommand"},
        {{"animat"}, 2, "animat"},
        {{"animate"}, 2, "No photo was named"},
        {{"animate", photo, "--speed", "3"}, 2, "--speed"},
        {{"animate", photo, "--fps", "fast"}, 2, "fps is 'fast'"},
        {{"animate", photo, "--fps"}, 2, "--fps"},
        {{"animate", photo, "--photo", photo}, 2, "--from-recipe"},
        {{"animate", photo, "--quiet", "--verbose"}, 2, "--quiet"},
        {{"animate", photo, "--from-recipe", "clip.mp4"}, 2, "--photo"},
        {{"animate", photo, photo, "--dump-tensors", "x.safetensors"}, 2, "one photo"},
        {{"animate", photo, "--model", tiny, "--width", "70", "--height", "48"}, 2, "Nearest"},
        {{"animate", photo, "--model", tiny, "-o", "clip.avi"}, 2, ".mp4"},
        {{"animate", photo, "--settings", "missing.json"}, 2, "missing.json"},
        {{"animate", photo, "--model", tiny, "--memory-budget", "-1"}, 2, "--memory-budget"},
        {{"animate", photo, "--model", tiny, "--memory-budget", "0.01"}, 5, "the budget is 0.0 GB"},
        {{"animate", photo, "--model", tiny, "--estimate", "--report", "x.json"}, 2, "--estimate makes no clip"},
        {{"animate", photo, "--model", tiny, "--preset", "fast"}, 2, "preset"},
        {{"animate", photo, "--model", STILLWAVE_RESOURCES "/models/starter", "--sigma-schedule", "align_your_steps"},
         2,
         "0.002 to 700"},
        {{"animate", "missing.png", "--model", tiny}, 3, "missing.png"},
        {{"animate", "text.png", "--model", tiny}, 3, "text.png"},
        {{"recipe", "clip.mp4"}, 3, "clip.mp4"},
        {{"recipe", "missing.mp4"}, 3, "missing.mp4"},
        {{"animate", photo, "--model", "no-such-model"}, 4, "no-such-model"},
        {{"animate", photo, "--model", photo}, 4, "photo.png"},
        {{"animate", photo, "--model", tiny, "--device", "cuda:99"}, 5, "'cpu'"},
        {{"animate", photo, "--model", tiny, "--device", "cpu", "--dtype", "float16"}, 5, "float32"},
        {{"animate", photo, "--model", tiny, "--device", "tpu"}, 2, "tpu"},
        {{"animate", photo, "--model", tiny, "-o", "no/such/folder/clip.mp4"}, 6, "no/such/folder"},
        {{"animate", photo, photo, "--model", tiny, "-o", "text.png"}, 6, "text.png"},
        {{"models", "add", "missing"}, 4, "missing"},
        {{"models", "inspect", "text.png"}, 4, "text.png"},
    };
    for (const auto& mistake : mistakes) {
        const auto outcome = workplace.run(mistake.words);
        std::string line;
        for (const auto& word : mistake.words) line += word + " ";
        EXPECT_EQ(outcome.code, mistake.code) << line << '\n' << outcome.err;
        EXPECT_THAT(outcome.err, HasSubstr(mistake.message)) << line;
    }
}

TEST(Usage, AnEstimateMakesNoClip) {
    const Workplace workplace;
    const auto outcome = workplace.run({"animate", photo, "--model", tiny, "--estimate", "-o", "clip.mp4"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, AllOf(HasSubstr("about"), HasSubstr("as fast as it goes")));
    EXPECT_FALSE(std::filesystem::exists(workplace.folder() / "clip.mp4"));
    const auto lines = workplace.run({"animate", photo, "--model", tiny, "--estimate", "--json"});
    EXPECT_THAT(lines.out, AllOf(HasSubstr("\"event\":\"estimate\""), HasSubstr("\"fits\":true")));
}

TEST(Usage, DoctorNamesWhatThereIs) {
    const Workplace workplace;
    const auto outcome = workplace.run({"doctor"});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_THAT(outcome.out,
                AllOf(HasSubstr("libtorch"), HasSubstr("cpu"), HasSubstr("starter"), HasSubstr("bfloat16")));
    EXPECT_EQ(workplace.run({"--version"}).out.substr(0, 10), "stillwave ");
}

}  // namespace
}  // namespace stillwave::test
