#include "engine/resolve_settings.h"

#include <gmock/gmock.h>

#include "types/error.h"

namespace stillwave {
namespace {

std::uint32_t seed_42() {
    return 42;
}

ModelDefaults starter() {
    ModelDefaults model;
    model.card = {{"width", std::int64_t{256}},
                  {"height", std::int64_t{144}},
                  {"num_inference_steps", std::int64_t{4}},
                  {"max_guidance_scale", 1.0}};
    model.num_frames = 25;
    model.size_multiple = 16;
    return model;
}

AnimationSettings resolve(const SettingsLayer& asked, const SettingsLayer& recipe, int width = 600, int height = 400) {
    return resolve_settings(asked, recipe, starter(), width, height, seed_42);
}

TEST(ResolveSettings, APresetStandsOverTheModelAndBelowWhatIsAskedFor) {
    const SettingsLayer draft = {{"preset", std::string("draft")}}, best = {{"preset", std::string("best")}};
    EXPECT_EQ(resolve({}, {}).preset, "standard");
    EXPECT_EQ(resolve(draft, {}).num_inference_steps, 2) << "0.4 of the card's 4";
    EXPECT_EQ(resolve(draft, {}).deep_cache_interval, 2);
    EXPECT_EQ(resolve(draft, {}).sigma_schedule, "karras") << "the model has other noise";
    EXPECT_EQ(resolve({}, best).num_inference_steps, 6) << "1.6 of 4, from a recipe";
    EXPECT_EQ(resolve(draft, best).num_inference_steps, 2);
    EXPECT_EQ(resolve(draft, {{"num_inference_steps", std::int64_t{9}}}).num_inference_steps, 9);
    auto layer = draft;
    layer["deep_cache_interval"] = std::int64_t{1};
    EXPECT_EQ(resolve(layer, {}).deep_cache_interval, 1);
    auto model = starter();
    model.can_align_your_steps = true;
    EXPECT_EQ(resolve_settings(draft, {}, model, 600, 400, seed_42).sigma_schedule, "align_your_steps");
    // The card of a model that is distilled to few steps.
    model.card = {{"scheduler", std::string("lcm")}, {"num_inference_steps", std::int64_t{4}}};
    EXPECT_EQ(resolve_settings(draft, {}, model, 600, 400, seed_42).sigma_schedule, "karras");
    EXPECT_EQ(resolve_settings({}, best, model, 600, 400, seed_42).num_inference_steps, 6);
    // A finished clip's recipe has every setting, so the preset that it names changes nothing.
    const auto whole = to_layer(resolve(draft, {}));
    EXPECT_EQ(to_layer(resolve({}, whole)), whole);
}

TEST(ResolveSettings, TheHigherSourceWins) {
    auto settings = resolve({}, {});
    EXPECT_EQ(settings.num_inference_steps, 4);   // card
    EXPECT_EQ(settings.max_guidance_scale, 1.0);  // card
    EXPECT_EQ(settings.num_frames, 25);           // variant
    EXPECT_EQ(settings.motion_bucket_id, 127);    // table
    EXPECT_EQ(settings.seed, 42);                 // drawn
    settings = resolve({}, {{"num_inference_steps", std::int64_t{9}}, {"num_frames", std::int64_t{7}}});
    EXPECT_EQ(settings.num_inference_steps, 9);
    EXPECT_EQ(settings.num_frames, 7);
    settings = resolve({{"num_inference_steps", std::int64_t{3}}, {"seed", std::int64_t{0}}},
                       {{"num_inference_steps", std::int64_t{9}}, {"seed", std::int64_t{5}}});
    EXPECT_EQ(settings.num_inference_steps, 3);
    EXPECT_EQ(settings.seed, 0);
    auto with_frames = starter();
    with_frames.card.emplace("num_frames", std::int64_t{14});
    EXPECT_EQ(resolve_settings({}, {}, with_frames, 600, 400, seed_42).num_frames, 14);  // card over variant
}

TEST(ResolveSettings, TheModelsSizeIsTurnedAsThePhotoIs) {
    EXPECT_EQ(resolve({}, {}).width, 256);
    EXPECT_EQ(resolve({}, {}).height, 144);
    EXPECT_EQ(resolve({}, {}, 400, 600).width, 144);
    EXPECT_EQ(resolve({}, {}, 400, 600).height, 256);
    EXPECT_EQ(resolve({}, {}, 500, 500).width, 256);
    const auto without_card = resolve_settings({}, {}, {}, 400, 600, seed_42);
    EXPECT_EQ(without_card.width, 576);
    EXPECT_EQ(without_card.height, 1024);
}

TEST(ResolveSettings, TheOtherSideFollowsTheAspect) {
    EXPECT_EQ(resolve({{"width", std::int64_t{512}}}, {}).height, 288);
    EXPECT_EQ(resolve({{"height", std::int64_t{512}}}, {}, 400, 600).width, 288);
    EXPECT_EQ(resolve({{"width", std::int64_t{96}}}, {}).height, 48);  // 54 to the nearest multiple of 16
    EXPECT_EQ(resolve({{"width", std::int64_t{16}}}, {}).height, 16);
    auto by_eight = starter();
    by_eight.size_multiple = 8;
    EXPECT_EQ(resolve_settings({{"width", std::int64_t{96}}}, {}, by_eight, 600, 400, seed_42).height, 56);
    by_eight.card = {};
    for (const auto& [width, height] : {std::pair{768, 432}, {640, 360}, {72, 40}, {8, 8}}) {
        const SettingsLayer asked = {{"width", std::int64_t{width}}};
        EXPECT_EQ(resolve_settings(asked, {}, by_eight, 600, 400, seed_42).height, height) << width;
    }
    const auto both = resolve({{"width", std::int64_t{100}}, {"height", std::int64_t{70}}}, {});
    EXPECT_EQ(both.width, 100);  // the model refuses it later; nothing is repaired here
    EXPECT_EQ(both.height, 70);
}

TEST(ResolveSettings, WrongValuesAreRefused) {
    EXPECT_THROW(resolve({{"fps", std::int64_t{0}}}, {}), Error);
    EXPECT_THROW(resolve({}, {{"fpz", std::int64_t{7}}}), Error);
}

}  // namespace
}  // namespace stillwave
