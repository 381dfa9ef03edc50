#include "engine/recipe.h"

#include <gmock/gmock.h>

#include "engine/recipe_file.h"
#include "support/other_value.h"
#include "types/error.h"

namespace stillwave {
namespace {

using testing::AllOf;
using testing::HasSubstr;

Recipe example() {
    Recipe recipe;
    recipe.build = current_build();
    recipe.device = "cpu";
    recipe.dtype = "float32";
    recipe.threads = 2;
    recipe.model_name = "starter";
    recipe.model_hash = std::string(64, 'a');
    recipe.photo_path = "../photos/caf\xc3\xa9.png";
    recipe.photo_sha256 = std::string(64, '0');
    recipe.photo_width = 600;
    recipe.photo_height = 400;
    recipe.crop = {0, 31.25, 600, 337.5};
    AnimationSettings settings;
    settings.seed = 4294967295;
    settings.noise_aug_strength = 0.1;
    recipe.settings = to_layer(settings);
    return recipe;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

std::string refusal(const std::string& text, ErrorCode code = ErrorCode::clip_unreadable) {
    try {
        recipe_from_json(text, "clip.mp4");
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), code);
        EXPECT_THAT(error.what(), HasSubstr("clip.mp4"));
        return error.what();
    }
    return "no error";
}

TEST(Recipe, SurvivesARoundTrip) {
    EXPECT_EQ(recipe_from_json(recipe_to_json(example()), "clip.mp4"), example());
}

TEST(Recipe, BringsEverySettingBack) {
    for (const auto& field : settings_fields()) {
        AnimationResult result;
        result.model_hash = std::string(64, 'a');
        result.threads = 1;
        set_setting(result.settings, field, test::other_value(field));
        const auto recipe = make_recipe(result, Image(1, 1, {1, 2, 3}), "/a/x.png", "/a/x.mp4");
        AnimationSettings restored;
        apply_settings(restored, recipe_from_json(recipe_to_json(recipe), "x.mp4").settings);
        EXPECT_EQ(get_setting(restored, field), test::other_value(field)) << field.key;
    }
}

// Older recipes say "off" where newer ones say false.
TEST(Recipe, OfAnOlderStillwaveIsRead) {
    const auto text = replaced(recipe_to_json(example()), "\"loop_latents\": false", "\"loop_latents\": \"off\"");
    EXPECT_EQ(recipe_from_json(text, "clip.mp4"), example());
}

TEST(Recipe, KnowsItsBuild) {
    const auto build = current_build();
    EXPECT_FALSE(build.version.empty());
    EXPECT_FALSE(build.compiler.empty());
    EXPECT_THAT(build.libtorch, HasSubstr("."));
}

TEST(Recipe, EachMistakeIsNamed) {
    const auto text = recipe_to_json(example());
    EXPECT_THAT(refusal("{}"), HasSubstr("holds no Stillwave recipe"));
    EXPECT_THAT(refusal("GIF89a"), HasSubstr("not valid JSON"));
    EXPECT_THAT(refusal(replaced(text, "\"stillwave_recipe\": 1", "\"stillwave_recipe\": 2")),
                AllOf(HasSubstr("newer Stillwave"), HasSubstr("Update")));
    EXPECT_THAT(refusal(replaced(text, "\"stillwave_recipe\": 1", "\"stillwave_recipe\": -1")),
                HasSubstr("'stillwave_recipe' = -1, but it must be a whole number"));
    EXPECT_THAT(refusal(replaced(text, "\"threads\": 2", "\"threads\": 0")), HasSubstr("'threads'"));
    EXPECT_THAT(refusal(replaced(text, "\"threads\": 2", "\"threads\": 18446744073709551615")), HasSubstr("'threads'"));
    EXPECT_THAT(refusal(replaced(text, "\"threads\": 2", "\"threads\": \"2\"")), HasSubstr("'threads'"));
    EXPECT_THAT(refusal(replaced(text, "\"width\": 600", "\"width\": 1e9")), HasSubstr("'width'"));
    EXPECT_THAT(refusal(replaced(text, "\"dtype\"", "\"type\"")), HasSubstr("lacks 'dtype'"));
    EXPECT_THAT(refusal(replaced(text, std::string(64, '0'), "12")), HasSubstr("SHA-256"));
    EXPECT_THAT(refusal(replaced(text, "\"y\": 31.25", "\"y\": \"top\"")), HasSubstr("'y'"));
    EXPECT_THAT(refusal(replaced(text, "../photos", "/etc/photos")), HasSubstr("relative"));
    EXPECT_THAT(refusal(replaced(text, "\"fps\": 7", "\"fps\": 700"), ErrorCode::invalid_argument), HasSubstr("fps"));
    EXPECT_THAT(refusal(replaced(text, "\"fps\": 7", "\"speed\": 7"), ErrorCode::invalid_argument),
                HasSubstr("Did you mean"));
}

TEST(Recipe, HostileTextIsRefused) {
    EXPECT_THAT(refusal("{\"stillwave_recipe\":" + std::string(500000, '{')), HasSubstr("not valid JSON"));
    std::string deep = "{\"stillwave_recipe\":1,\"settings\":";
    for (int i = 0; i < 50000; ++i) deep += "{\"a\":";
    EXPECT_THAT(refusal(deep), HasSubstr("nested too deeply"));
    EXPECT_THAT(refusal(std::string(3 << 20, ' ')), HasSubstr("too large"));
}

TEST(Recipe, BytesThatAreNotUtf8StillMakeJson) {
    auto recipe = example();
    recipe.photo_path = "caf\xe9.png";
    EXPECT_THAT(recipe_from_json(recipe_to_json(recipe), "clip.mp4").photo_path, HasSubstr("caf"));
}

TEST(Recipe, PhotoPathsAreRelativeToTheClip) {
    EXPECT_EQ(photo_path_for_recipe("/a/photos/x.png", "/a/clips/x.mp4"), "../photos/x.png");
    EXPECT_EQ(photo_path_for_recipe("/a/x.png", "/a/x.mp4"), "x.png");
    EXPECT_EQ(photo_path_for_recipe("x.png", "sub/x.mp4"), "../x.png");
}

}  // namespace
}  // namespace stillwave
