#include "types/settings_json.h"

#include <gmock/gmock.h>

#include <fstream>

#include "support/other_value.h"
#include "types/error.h"

namespace stillwave {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string refusal(const std::string& text) {
    try {
        settings_from_json(text, "my.json");
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::invalid_argument);
        return error.what();
    }
    return "no error";
}

TEST(SettingsJson, EveryFieldSurvivesARoundTrip) {
    AnimationSettings settings;
    for (const auto& field : settings_fields()) set_setting(settings, field, test::other_value(field));
    settings.noise_aug_strength = 0.1;  // no exact binary form: the text must bring back the same bits
    const auto layer = to_layer(settings);
    EXPECT_EQ(settings_from_json(settings_to_json(layer), "round trip"), layer);
    EXPECT_EQ(layer.size(), settings_fields().size());
}

TEST(SettingsJson, WholeNumbersStandForRealOnesAndBack) {
    const auto layer = settings_from_json(R"({"max_guidance_scale": 3, "num_frames": 5.0})", "my.json");
    EXPECT_EQ(std::get<double>(layer.at("max_guidance_scale")), 3.0);
    EXPECT_EQ(std::get<std::int64_t>(layer.at("num_frames")), 5);
}

TEST(SettingsJson, BooleansAreReadAsOlderFilesHaveThemToo) {
    const auto looped = settings_from_json(R"({"loop_latents": true})", "my.json");
    EXPECT_EQ(looped.at("loop_latents"), SettingValue(true));
    EXPECT_EQ(settings_from_json(R"({"loop_latents": "on"})", "my.json"), looped);
    EXPECT_EQ(settings_from_json(settings_to_json(looped), "my.json"), looped);
    EXPECT_THAT(settings_to_json(looped), HasSubstr("\"loop_latents\": true"));
    EXPECT_EQ(export_settings_from_json(R"({"write_recipe": "off"})", "my.json").at("write_recipe"),
              SettingValue(false));
    EXPECT_THAT(refusal(R"({"loop_latents": null})"), HasSubstr("must be true or false, not null"));
    EXPECT_THAT(refusal(R"({"loop_latents": 1})"), HasSubstr("on or off"));
}

TEST(SettingsJson, EachMistakeIsNamedWithTheFile) {
    EXPECT_THAT(refusal("{\"motion_bucket\": 3}"), AllOf(HasSubstr("my.json"), HasSubstr("'motion_bucket_id'")));
    EXPECT_THAT(refusal("{\"fps\": \"7\"}"), AllOf(HasSubstr("my.json"), HasSubstr("fps")));
    EXPECT_THAT(refusal("{\"fps\": true}"), AllOf(HasSubstr("fps"), HasSubstr("boolean")));
    EXPECT_THAT(refusal("{\"fps\": null}"), AllOf(HasSubstr("fps"), HasSubstr("null")));
    EXPECT_THAT(refusal("{\"fps\": 7.5}"), HasSubstr("whole number from 1 to 60"));
    EXPECT_THAT(refusal("{\"fit\": 3}"), HasSubstr("one of crop, letterbox"));
    EXPECT_THAT(refusal("{\"seed\": 18446744073709551615}"), HasSubstr("seed"));
    EXPECT_THAT(refusal("{\"seed\": 1e400}"), HasSubstr("not valid JSON"));
    EXPECT_THAT(refusal("{\"seed\": 3"), HasSubstr("not valid JSON"));
    EXPECT_THAT(refusal("[1, 2]"), HasSubstr("one JSON object"));
    EXPECT_THAT(refusal(""), HasSubstr("not valid JSON"));
}

TEST(SettingsJson, HostileTextIsRefused) {
    EXPECT_THAT(refusal("{\"a\":" + std::string(200000, '[')), HasSubstr("nested too deeply"));
    EXPECT_THAT(refusal("{\"fps\": 7}" + std::string(2 << 20, ' ')), HasSubstr("too large"));
    EXPECT_THAT(refusal(std::string("{\"fp\xff\": 7}")), HasSubstr("not valid JSON"));
}

TEST(SettingsJson, AMissingFileIsNamed) {
    try {
        read_settings_file("/nowhere/at-all.json");
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("/nowhere/at-all.json"));
    }
}

}  // namespace
}  // namespace stillwave
