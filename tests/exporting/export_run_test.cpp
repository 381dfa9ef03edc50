// Tests of exports from frames to a file: the effect of each setting, size budgets, estimates, and that a failure
// leaves nothing behind.
#include "exporting/export_run.h"

#include <gmock/gmock.h>

#include <cstdio>

#include "media/clip_formats.h"
#include "media/crop.h"
#include "media/photo_reader.h"
#include "media/video_reader.h"
#include "motion/motion_scores.h"
#include "support/file_size_limit.h"
#include "support/temporary_folder.h"
#include "types/error.h"
#include "types/export_name.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
const fs::path resources = STILLWAVE_RESOURCES;

SettingValue text(const char* value) {
    return std::string(value);
}

SettingValue whole(std::int64_t value) {
    return value;
}

class Export : public testing::Test {
  protected:
    static constexpr int frame_count = 8;
    static constexpr int width = 192;
    static constexpr int height = 108;

    // The frames are a pan over a photo.
    void SetUp() override {
        const auto photo = media::read_photo(resources / "samples" / "coffee.png").image;
        for (int i = 0; i < frame_count; ++i)
            clip.frames.push_back(media::crop_and_resize(photo, {20.0 + 6 * i, 30.0, 480, 270}, width, height));
        clip.fps = 7;
        fs::create_directories(out);
    }

    ExportRequest request(const std::string& name, SettingsLayer settings = {}) const {
        ExportRequest request;
        request.out = out / name;
        request.settings = std::move(settings);
        return request;
    }

    ExportSource source() const { return {clip, {}, {}}; }

    ExportResult run(const ExportRequest& request, const ProgressCallback& progress = {},
                     std::stop_token stop = {}) const {
        return run_export(
            request, [this](const ExportRequest&) { return source(); }, find_upscaler, progress, stop);
    }

    ExportEstimate estimate_of(const ExportRequest& request) const {
        return run_estimate(request, [this](const ExportRequest&) { return source(); }, find_upscaler, {});
    }

    Error failure(const ExportRequest& request) const {
        try {
            run(request);
        } catch (const Error& error) {
            return error;
        }
        ADD_FAILURE() << "it was exported";
        return Error(ErrorCode::internal, "");
    }

    std::size_t files_left() const { return static_cast<std::size_t>(std::distance(fs::directory_iterator(out), {})); }

    const test::TemporaryFolder folder;
    const fs::path out = folder.path() / "out";
    const enhance::Upscaler upscaler{resources / "models" / "realesr-animevideov3" / "realesr-animevideov3.param",
                                     at::kCPU, at::kFloat};
    const FindUpscaler find_upscaler = [this](const std::string&, const std::string&) -> const auto& {
        return upscaler;
    };
    Clip clip;
};

TEST_F(Export, EverySettingShowsInTheFile) {
    struct Case {
        SettingsLayer settings;
        int frames;
        double fps;
        int width;
        int height;
    };
    const std::vector<Case> cases = {
        {{}, 8, 7, 192, 108},
        {{{"loop", text("ping_pong")}}, 14, 7, 192, 108},
        {{{"loop", text("ping_pong")}, {"interpolate", whole(2)}}, 28, 14, 192, 108},
        {{{"interpolate", whole(3)}}, 22, 21, 192, 108},
        {{{"loop_count", whole(3)}}, 24, 7, 192, 108},
        {{{"long_side", whole(96)}}, 8, 7, 96, 54},
        {{{"upscale", whole(2)}, {"long_side", whole(288)}}, 8, 7, 288, 162},
    };
    for (const auto& each : cases) {
        const auto result = run(request("clip.mp4", each.settings));
        const auto info = media::read_video_info(result.path);
        EXPECT_EQ(info.frame_count, each.frames);
        EXPECT_EQ(result.frames, each.frames);
        EXPECT_DOUBLE_EQ(info.fps, each.fps);
        EXPECT_EQ(info.width, each.width);
        EXPECT_EQ(info.height, each.height);
        EXPECT_EQ(result.bytes, fs::file_size(result.path));
    }
}

TEST_F(Export, ALockedCameraStandsStillAndCutsTheEdges) {
    std::vector<Stage> stages;
    const auto result = run(request("locked.mkv", {{"format", text("ffv1")}, {"camera_lock", true}}),
                            [&](const Progress& progress) { stages.push_back(progress.stage); });
    const auto locked = media::read_clip(result.path);
    // The pan goes 42 of 480 px to the right.
    EXPECT_NEAR(result.width, width * (1 - 42.0 / 480), 8);
    EXPECT_EQ(estimate_of(request("locked.mkv", {{"format", text("ffv1")}, {"camera_lock", true}})).width,
              result.width);
    EXPECT_LT(motion::median_flow_px(locked.frames.front(), locked.frames.back()), 0.2);
    EXPECT_GT(motion::median_flow_px(clip.frames.front(), clip.frames.back()), 10);
    EXPECT_THAT(stages, testing::Contains(Stage::camera_lock));
}

TEST_F(Export, SizeBudgetsAreKept) {
    for (const auto& [name, format] : {std::pair("clip.mp4", "mp4_h264"), std::pair("clip.gif", "gif"),
                                       std::pair("clip.webp", "webp"), std::pair("clip.png", "apng")}) {
        const auto free = run(request(name, {{"format", text(format)}, {"overwrite", text("replace")}}));
        const double budget = static_cast<double>(free.bytes) * 0.4;
        const auto fitted = run(request(
            name, {{"format", text(format)}, {"overwrite", text("replace")}, {"size_budget_mb", budget / 1e6}}));
        std::printf("%s: %.0f of %.0f bytes allowed, %dx%d\n", name, static_cast<double>(fitted.bytes), budget,
                    fitted.width, fitted.height);
        EXPECT_LE(static_cast<double>(fitted.bytes), budget) << name;
        // The budget is used up, not only kept.
        EXPECT_GT(static_cast<double>(fitted.bytes), budget * 0.4) << name;
        EXPECT_EQ(media::read_clip(fitted.path).frames.size(), static_cast<std::size_t>(frame_count)) << name;
    }
}

TEST_F(Export, ABudgetThatNothingMeetsLeavesNoFile) {
    const auto error = failure(request("clip.png", {{"format", text("mp4_h264")}}));
    EXPECT_EQ(error.code(), ErrorCode::invalid_argument);
    const auto small = failure(request("clip.gif", {{"format", text("gif")}, {"size_budget_mb", 0.0001}}));
    EXPECT_EQ(small.code(), ErrorCode::invalid_argument);
    EXPECT_THAT(small.what(), HasSubstr("cannot be made to fit"));
    EXPECT_EQ(files_left(), 0U);
}

TEST_F(Export, NamesThatAreTaken) {
    const auto first = run(request("clip.mp4", {{"write_recipe", text("off")}}));
    const auto second = run(request("clip.mp4", {{"write_recipe", text("off")}}));
    EXPECT_EQ(second.path.filename(), "clip (2).mp4");
    const auto replaced = run(
        request("clip.mp4", {{"overwrite", text("replace")}, {"write_recipe", text("off")}, {"quality", whole(5)}}));
    EXPECT_EQ(replaced.path, first.path);
    EXPECT_LT(replaced.bytes, first.bytes);
    const auto error = failure(request("clip.mp4", {{"overwrite", text("fail")}}));
    EXPECT_EQ(error.code(), ErrorCode::output_unwritable);
    EXPECT_THAT(error.what(), HasSubstr("is there already"));
    EXPECT_EQ(fs::file_size(first.path), replaced.bytes);
}

TEST_F(Export, AStopLeavesNothing) {
    std::stop_source stop;
    const auto asked = request("clip.mp4", {{"interpolate", whole(2)}});
    const auto stop_soon = [&](const Progress& progress) {
        if (progress.step == 3) stop.request_stop();
    };
    EXPECT_THROW(run(asked, stop_soon, stop.get_token()), Cancelled);
    EXPECT_EQ(files_left(), 0U);
}

TEST_F(Export, EstimatesAreWithinFifteenPercent) {
    // The last estimate is told from a part of the clip, because enlarging all of it would take too long for the
    // window.
    const std::vector<std::pair<std::string, SettingsLayer>> cases = {
        {"clip.mp4", {}},
        {"clip.gif", {{"format", text("gif")}}},
        {"clip.mp4", {{"upscale", whole(4)}, {"loop", text("ping_pong")}}},
    };
    for (const auto& [name, settings] : cases) {
        auto asked = request(name, settings);
        asked.settings["overwrite"] = text("replace");
        const auto estimate = estimate_of(asked);
        asked.settings["write_recipe"] = text("off");
        const auto result = run(asked);
        const double ratio = static_cast<double>(estimate.bytes) / static_cast<double>(result.bytes);
        std::printf("%s: estimated %.3f of the real size (%s)\n", name.c_str(), ratio,
                    estimate.exact ? "whole clip" : "a part");
        EXPECT_NEAR(ratio, 1.0, 0.15) << name;
        EXPECT_EQ(estimate.frames, result.frames);
        EXPECT_EQ(estimate.width, result.width);
    }
}

TEST_F(Export, LoopVariantsShowEachWay) {
    const auto variants = make_loop_variants(source(), 96, {});
    ASSERT_EQ(variants.size(), 4U);
    EXPECT_EQ(variants[0].loop, "as_shot");
    for (const auto& variant : variants) {
        EXPECT_EQ(variant.problem, "") << variant.loop;
        ASSERT_FALSE(variant.clip.frames.empty()) << variant.loop;
        EXPECT_EQ(variant.clip.frames.front().width, 96) << variant.loop;
        // The end of the pan is far from its beginning; every way to loop it closes the gap.
        if (variant.loop == "ping_pong" || variant.loop == "crossfade") {
            EXPECT_LT(variant.seam, variants[0].seam / 2) << variant.loop;
        }
    }
}

// The export goes through loop, frames between and upscaling, where frames are put aside on the disk too.
TEST_F(Export, ADiskThatFillsUpLeavesNoFile) {
    const SettingsLayer all = {{"loop", text("crossfade")}, {"interpolate", whole(2)}, {"upscale", whole(2)}};
    auto as_gif = all;
    as_gif["format"] = text("gif");
    const std::vector<std::pair<std::string, SettingsLayer>> files = {
        {"clip.mp4", all}, {"clip.gif", as_gif}, {"fit.mp4", {{"size_budget_mb", 0.02}, {"interpolate", whole(2)}}}};
    for (const auto& [name, settings] : files) {
        SCOPED_TRACE(name);
        const auto asked = request(name, settings);
        const auto error = [&] {
            const test::FileSizeLimit full(4096);
            return failure(asked);
        }();
        EXPECT_EQ(error.code(), ErrorCode::output_unwritable) << error.what();
        EXPECT_THAT(error.what(), HasSubstr(name));
        EXPECT_EQ(files_left(), 0U);
    }
}

TEST_F(Export, AFolderThatVanishesMeanwhileIsNamed) {
    const auto asked = request("clip.mp4", {{"interpolate", whole(2)}});
    try {
        run(asked, [&](const Progress& progress) {
            if (progress.step == 3) fs::remove_all(out);
        });
        FAIL() << "it was exported";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::output_unwritable);
        EXPECT_THAT(error.what(), HasSubstr(asked.out.string()));
    }
    EXPECT_FALSE(fs::exists(out));
}

TEST(ExportName, WordsAreFilledInAndNothingLeavesTheFolder) {
    const std::map<std::string, std::string> values = {{"photo", "my/cat"}, {"seed", "7"}};
    EXPECT_EQ(expand_name_pattern("{photo}-{seed}", values), "my-cat-7");
    EXPECT_EQ(expand_name_pattern("../{photo}", values), "-my-cat");
    EXPECT_EQ(expand_name_pattern("a{b}c{", values), "a{b}c{");
    EXPECT_EQ(expand_name_pattern("...", values), "clip");
    EXPECT_EQ(expand_name_pattern("x:y\n?", values), "x-y--");
}

}  // namespace
}  // namespace stillwave
