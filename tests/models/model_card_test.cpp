#include "models/model_card.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "types/error.h"

namespace stillwave {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsSupersetOf;

std::string refusal(const std::string& text) {
    try {
        model_card_from_json(text, "card.json");
    } catch (const Error& error) {
        return error.what();
    }
    ADD_FAILURE() << "read " << text;
    return {};
}

TEST(ModelCardTest, TheStartersCardIsRead) {
    const auto card = read_model_card(std::filesystem::path(STILLWAVE_RESOURCES) / "models" / "starter");
    ASSERT_TRUE(card);
    EXPECT_THAT(card->note, AllOf(HasSubstr("seed"), HasSubstr("motion bucket")));
    EXPECT_EQ(card->dtype, "float32");
    AnimationSettings settings;
    apply_settings(settings, card->settings);
    EXPECT_EQ(settings.width, 256);
    EXPECT_EQ(settings.height, 144);
    EXPECT_EQ(settings.num_inference_steps, 1);
    EXPECT_EQ(settings.min_guidance_scale, 1.0);
    EXPECT_EQ(settings.max_guidance_scale, 1.0);
    EXPECT_EQ(settings.detail, "photo");
    std::set<std::int64_t> aspects;
    for (const auto& size : card->sizes) {
        EXPECT_EQ(size.width % 8, 0);
        EXPECT_EQ(size.height % 8, 0);
        aspects.insert(size.width * 144 / size.height);
    }
    EXPECT_THAT(aspects, IsSupersetOf({256, 144, 81})) << "16:9, square and 9:16";
}

TEST(ModelCardTest, AModelWithoutACardHasNone) {
    EXPECT_FALSE(read_model_card(std::filesystem::path(STILLWAVE_TEST_DATA) / "svd-tiny" / "pipeline"));
}

TEST(ModelCardTest, WrongCardsAreRefused) {
    EXPECT_THAT(refusal("["), HasSubstr("not valid JSON"));
    EXPECT_THAT(refusal(R"({"name": "a", "note": "b"})"), HasSubstr("licence"));
    EXPECT_THAT(refusal(R"({"name": "a", "note": "b", "licence": "c", "dtype": "int8"})"), HasSubstr("float32 or"));
    EXPECT_THAT(refusal(R"({"name": "a", "note": "b", "licence": "c", "size": []})"), HasSubstr("unknown key 'size'"));
    EXPECT_THAT(refusal(R"({"name": "a", "note": "b", "licence": "c", "sizes": [[256]]})"), HasSubstr("'sizes'"));
    EXPECT_THAT(refusal(R"({"name": "a", "note": "b", "licence": "c", "sizes": [[256, -144]]})"), HasSubstr("'sizes'"));
    EXPECT_THAT(refusal(R"({"name": "a", "note": "b", "licence": "c", "settings": {"fps": 1000}})"), HasSubstr("fps"));
}

}  // namespace
}  // namespace stillwave
