#include "types/controls.h"

#include <gmock/gmock.h>

#include "support/refusal.h"

namespace stillwave {
namespace {

using testing::HasSubstr;

Controls all_controls() {
    PhotoArea square, cloud, corner, still;
    square.polygon = {{0.1, 0.2}, {0.4, 0.2}, {0.4, 0.5}};
    square.feather = 0.02;
    cloud.mask = "masks/cloud.png";
    corner.polygon = {{0, 0}, {0.2, 0}, {0, 0.2}};
    still.mask = "still.png";
    still.feather = 0;
    Controls controls;
    controls.motion_brushes = {{square, {{0, {0.2, 0.3}}, {0.5, {0.4, 0.3}}, {1, {0.4, 0.6}}}, "ease_in"},
                               {cloud, {{0, {0.5, 0.1}}, {1, {0.7, 0.1}}}, "linear"}};
    controls.frozen = {corner, still};
    controls.camera.pan = 5;
    controls.camera.push = 1.2;
    controls.camera.easing = "linear";
    controls.camera.depth = "depth.png";
    controls.camera.without_model = true;
    controls.keyframes = {"noon.jpg", "evening.jpg"};
    controls.motion_from = "takes/7";
    controls.extend = {"takes/8", 10, 4};
    controls.make_again = {"takes/9", 3, 6, 0.5, {{}, "sky.png", 0.02}};
    return controls;
}

std::string refusal(const std::string& text) {
    return test::refusal([&] { controls_from_json(text, "controls.json"); });
}

TEST(Controls, ReturnFromJsonAsTheyWere) {
    EXPECT_EQ(controls_from_json(controls_to_json(all_controls()), "c"), all_controls());
    EXPECT_TRUE(Controls().empty());
    EXPECT_FALSE(all_controls().empty());
    EXPECT_EQ(controls_to_json({}), "{}");
    EXPECT_TRUE(controls_from_json("{}", "c").empty());
}

TEST(Controls, TellThePathsOfTheirPictures) {
    auto controls = all_controls();
    for (auto* const path : paths_of(controls)) *path = "elsewhere" / *path;
    EXPECT_EQ(controls.motion_brushes[1].area.mask, "elsewhere/masks/cloud.png");
    EXPECT_EQ(controls.frozen[1].mask, "elsewhere/still.png");
    EXPECT_EQ(controls.camera.depth, "elsewhere/depth.png");
    EXPECT_EQ(controls.keyframes.back(), "elsewhere/evening.jpg");
    EXPECT_EQ(controls.extend->take, "elsewhere/takes/8");
    EXPECT_EQ(controls.make_again->take, "elsewhere/takes/9");
    EXPECT_EQ(controls.make_again->area.mask, "elsewhere/sky.png");
    EXPECT_EQ(controls.motion_from, "elsewhere/takes/7");
    EXPECT_TRUE(controls.motion_brushes[0].area.mask.empty());
}

TEST(Controls, SayWhatIsWrongAndWhere) {
    EXPECT_THAT(refusal("["), HasSubstr("controls.json"));
    EXPECT_THAT(refusal(R"({"brushes": []})"), HasSubstr("unknown key 'brushes'"));
    EXPECT_THAT(refusal(R"({"frozen": [{}]})"), HasSubstr("frozen[0], needs either a 'polygon' or a 'mask'"));
    EXPECT_THAT(refusal(R"({"frozen": [{"mask": "a", "polygon": [[0,0],[1,0],[0,1]]}]})"), HasSubstr("needs either"));
    EXPECT_THAT(refusal(R"({"frozen": [{"polygon": [[0,0],[1,0]]}]})"), HasSubstr("three or more places"));
    EXPECT_THAT(refusal(R"({"frozen": [{"polygon": [[0,0],[1,0],[0,1.5]]}]})"), HasSubstr("from 0 to 1"));
    EXPECT_THAT(refusal(R"({"frozen": [{"mask": "a", "feather": 2}]})"), HasSubstr("'feather' = 2"));
    EXPECT_THAT(refusal(R"({"motion_brushes": [{"mask": "a"}]})"), HasSubstr("motion_brushes[0], lacks 'path'"));
    EXPECT_THAT(refusal(R"({"motion_brushes": [{"mask": "a", "path": [[0,0.5,0.5]]}]})"), HasSubstr("two or more"));
    EXPECT_THAT(refusal(R"({"motion_brushes": [{"mask": "a", "path": [[1,0.5,0.5],[0.5,0.6,0.5]]}]})"),
                HasSubstr("rising time"));
    EXPECT_THAT(
        refusal(R"({"motion_brushes": [{"mask": "a", "path": [[0,0.5,0.5],[1,0.6,0.5]], "easing": "bounce"}]})"),
        HasSubstr("ease_in_out"));
    EXPECT_THAT(refusal(R"({"camera": {"pan": 90}})"), HasSubstr("camera, has 'pan' = 90"));
    EXPECT_THAT(refusal(R"({"camera": {"zoom": 2}})"), HasSubstr("unknown key 'zoom'"));
    EXPECT_THAT(refusal(R"({"keyframes": [3]})"), HasSubstr("a list of photos' paths"));
    EXPECT_THAT(refusal(R"({"motion_from": 3})"), HasSubstr("text"));
    EXPECT_THAT(refusal(R"({"extend": {"frame": 3}})"), HasSubstr("'take'"));
    EXPECT_THAT(refusal(R"({"extend": {"take": ""}})"), HasSubstr("extend, names no 'take'"));
    EXPECT_THAT(refusal(R"({"make_again": {"take": ""}})"), HasSubstr("make_again, names no 'take'"));
    EXPECT_THAT(refusal(R"({"extend": {"take": "t", "overlap": 0}})"), HasSubstr("'overlap' = 0"));
    EXPECT_THAT(refusal(R"({"make_again": {"take": "t", "first": 6, "last": 3}})"), HasSubstr("'last' before"));
    EXPECT_THAT(refusal(R"({"make_again": {"take": "t", "strength": 0}})"), HasSubstr("'strength' = 0"));
}

}  // namespace
}  // namespace stillwave
