#include "types/settings_fields.h"

#include <gmock/gmock.h>

#include <set>

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

TEST(SettingsFields, KeysAreUniqueAndDefaultsAreWithinTheirRanges) {
    std::set<std::string_view> keys;
    AnimationSettings settings;
    for (const auto& field : settings_fields()) {
        EXPECT_TRUE(keys.insert(field.key).second) << field.key;
        EXPECT_FALSE(field.label.empty()) << field.key;
        EXPECT_FALSE(field.help.empty()) << field.key;
        EXPECT_NO_THROW(set_setting(settings, field, get_setting(AnimationSettings{}, field))) << field.key;
    }
}

TEST(SettingsFields, EveryMemberHasItsOwnRow) {
    AnimationSettings changed;
    for (const auto& field : settings_fields()) {
        if (field.is_number()) {
            set_setting(changed, field, field.maximum);
        } else {
            set_setting(changed, field, std::string(field.choices.empty() ? "#abcdef" : field.choices.front()));
        }
    }
    const auto layer = to_layer(changed);
    EXPECT_EQ(layer.size(), settings_fields().size());
    AnimationSettings copied;
    apply_settings(copied, layer);
    EXPECT_EQ(to_layer(copied), layer);
    EXPECT_EQ(copied.seed, 4294967295);
    EXPECT_EQ(copied.background, "#abcdef");
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

TEST(SettingsFields, UnknownKeyNamesTheNearest) {
    EXPECT_THAT(message_of([] { settings_field("motion_bucket"); }), HasSubstr("Did you mean 'motion_bucket_id'?"));
    EXPECT_THAT(message_of([] { settings_field("frames"); }), HasSubstr("Did you mean 'num_frames'?"));
    EXPECT_THAT(message_of([] { settings_field("focus_z"); }), HasSubstr("Did you mean 'focus_"));
}

}  // namespace
}  // namespace stillwave
