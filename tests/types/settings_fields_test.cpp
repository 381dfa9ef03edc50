#include "types/settings_fields.h"

#include <gmock/gmock.h>

#include <set>

#include "support/other_value.h"
#include "types/error.h"

namespace stillwave {
namespace {

using testing::HasSubstr;

std::string message_of(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::invalid_argument);
        return error.what();
    }
    return "no error";
}

template <typename Settings>
class SettingsTable : public testing::Test {};
using Tables = testing::Types<AnimationSettings, ExportSettings, TrainingSettings>;
TYPED_TEST_SUITE(SettingsTable, Tables);

TYPED_TEST(SettingsTable, KeysAreUniqueAndDefaultsAreWithinTheirRanges) {
    std::set<std::string_view> keys;
    TypeParam settings;
    for (const auto& field : fields_of<TypeParam>()) {
        EXPECT_TRUE(keys.insert(field.key).second) << field.key;
        EXPECT_FALSE(field.label.empty()) << field.key;
        EXPECT_TRUE(field.help.ends_with('.')) << field.key;
        EXPECT_EQ(field.choices.empty(), field.kind != FieldKind::choice) << field.key;
        EXPECT_NO_THROW(set_setting(settings, field, get_setting(TypeParam{}, field))) << field.key;
        std::set<std::string_view> values;
        for (const auto& choice : field.choices) {
            EXPECT_TRUE(values.insert(choice.value).second) << field.key << ' ' << choice.value;
            EXPECT_FALSE(choice.label.empty()) << field.key << ' ' << choice.value;
        }
    }
}

// Every row is set. A second row of the same member would undo the first one, and a forgotten member would keep its
// default.
TYPED_TEST(SettingsTable, EveryMemberHasItsOwnRow) {
    TypeParam changed;
    SettingsLayer wanted;
    for (const auto& field : fields_of<TypeParam>()) {
        const auto value = test::other_value(field);
        EXPECT_NE(value, get_setting(TypeParam{}, field)) << field.key;
        set_setting(changed, field, value);
        wanted.emplace(field.key, value);
    }
    const auto layer = to_layer(changed);
    EXPECT_EQ(layer, wanted);
    TypeParam copied;
    apply_settings(copied, layer);
    EXPECT_EQ(to_layer(copied), layer);
}

TEST(SettingsFields, WrongValuesAreRefusedWithValueAndRange) {
    const auto refuse = [](std::string_view key, std::string_view text) {
        return message_of([&] { parse_setting(settings_field(key), text); });
    };
    EXPECT_THAT(refuse("motion_bucket_id", "900"),
                HasSubstr("motion_bucket_id is '900', but it must be a whole number from 1 to 255"));
    EXPECT_THAT(refuse("motion_bucket_id", "12.5"), HasSubstr("whole number"));
    EXPECT_THAT(refuse("motion_bucket_id", ""), HasSubstr("whole number"));
    EXPECT_THAT(refuse("noise_aug_strength", "nan"), HasSubstr("from 0 to 1"));
    EXPECT_THAT(refuse("noise_aug_strength", "0.1x"), HasSubstr("from 0 to 1"));
    EXPECT_THAT(refuse("fit", "squash"), HasSubstr("one of crop, letterbox"));
    EXPECT_THAT(refuse("background", "red"), HasSubstr("a colour such as"));
}

TEST(SettingsFields, BooleansAreReadFromTheirWords) {
    const auto& field = settings_field("loop_latents");
    AnimationSettings settings;
    for (const auto* word : {"on", "true"}) {
        EXPECT_EQ(parse_setting(field, word), SettingValue(true));
        set_setting(settings, field, std::string(word));
        EXPECT_TRUE(settings.loop_latents);
    }
    for (const auto* word : {"off", "false"}) EXPECT_EQ(parse_setting(field, word), SettingValue(false));
    EXPECT_THAT(message_of([&] { parse_setting(field, "1"); }),
                HasSubstr("loop_latents is '1', but it must be on or off"));
    EXPECT_THAT(message_of([&] { set_setting(settings, field, std::int64_t{1}); }), HasSubstr("on or off"));
    EXPECT_THAT(message_of([&] { set_setting(settings, settings_field("fps"), true); }), HasSubstr("fps is 'on'"));
}

TEST(SettingsFields, WrongExportValuesAreRefused) {
    const auto refuse = [](std::string_view key, std::string_view text) {
        return message_of([&] { parse_setting(export_field(key), text); });
    };
    EXPECT_THAT(refuse("format", "avi"), HasSubstr("one of mp4_h264, mp4_h265"));
    EXPECT_THAT(refuse("quality", "101"), HasSubstr("quality is '101', but it must be a whole number from 0 to 100"));
    EXPECT_THAT(refuse("gif_colors", "3"), HasSubstr("from 4 to 256"));
    EXPECT_THAT(refuse("name_pattern", "two\nlines"), HasSubstr("text without control characters"));
    EXPECT_EQ(std::get<std::string>(parse_setting(export_field("name_pattern"), "Bild {take}")), "Bild {take}");
    EXPECT_THAT(message_of([] { export_field("colors"); }), HasSubstr("Did you mean 'gif_colors'?"));
}

TEST(SettingsFields, UnknownKeyNamesTheNearest) {
    EXPECT_THAT(message_of([] { settings_field("motion_bucket"); }), HasSubstr("Did you mean 'motion_bucket_id'?"));
    EXPECT_THAT(message_of([] { settings_field("frames"); }), HasSubstr("Did you mean 'num_frames'?"));
    EXPECT_THAT(message_of([] { settings_field("focus_z"); }), HasSubstr("Did you mean 'focus_"));
}

}  // namespace
}  // namespace stillwave
