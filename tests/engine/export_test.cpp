// Tests of exports from a take or a clip to a file: the effect of each setting, and that nothing is lost by a failure.
#include <gmock/gmock.h>

#include <cmath>
#include <fstream>

#include "engine/engine.h"
#include "engine/photo.h"
#include "engine/recipe_file.h"
#include "engine/take.h"
#include "media/clip_formats.h"
#include "media/crop.h"
#include "media/video_reader.h"
#include "support/file_size_limit.h"
#include "support/temporary_folder.h"
#include "types/error.h"
#include "types/export_name.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
const fs::path resources = STILLWAVE_RESOURCES;

class Export : public testing::Test {
  protected:
    static constexpr int frame_count = 8;
    static constexpr int width = 192;
    static constexpr int height = 108;

    // Writes a take as a generation does; its frames are a pan over a photo.
    void SetUp() override {
        const auto photo_path = resources / "samples" / "coffee.png";
        const auto photo = read_photo(photo_path, "#000000");
        AnimationResult result;
        for (int i = 0; i < frame_count; ++i)
            result.clip.frames.push_back(media::crop_and_resize(photo, {20.0 + 6 * i, 30.0, 480, 270}, width, height));
        result.settings.width = width;
        result.settings.height = height;
        result.settings.fps = 7;
        result.settings.seed = 11;
        result.model_name = "starter";
        result.model_hash = std::string(64, '0');
        result.device = "cpu";
        result.dtype = "float32";
        result.threads = 1;
        result.crop = {0, 0, 600, 338};
        fs::create_directories(take);
        write_frames(take_frames_path(take, TakeFrames::model), result.clip.frames);
        const auto recipe = take_recipe_path(take);
        std::ofstream(recipe) << recipe_to_json(make_recipe(result, photo, photo_path, recipe));
        frames = result.clip.frames;
    }

    ExportRequest request(const std::string& name, SettingsLayer settings = {}) const {
        ExportRequest request;
        request.source = take;
        request.out = folder.path() / "out" / name;
        request.settings = std::move(settings);
        fs::create_directories(request.out.parent_path());
        return request;
    }

    ExportResult run(const ExportRequest& request) const { return engine->export_clip(request, {}, {}); }

    Error failure(const ExportRequest& request) const {
        try {
            run(request);
        } catch (const Error& error) {
            return error;
        }
        ADD_FAILURE() << "it was exported";
        return Error(ErrorCode::internal, "");
    }

    std::size_t files_left() const {
        const auto out = folder.path() / "out";
        return fs::exists(out) ? static_cast<std::size_t>(std::distance(fs::directory_iterator(out), {})) : 0;
    }

    const test::TemporaryFolder folder;
    const fs::path take = folder.path() / "take";
    const std::unique_ptr<Engine> engine = make_local_engine();
    std::vector<Image> frames;
};

SettingValue text(const char* value) {
    return std::string(value);
}

std::vector<std::vector<std::uint8_t>> pixels_of(const std::vector<Image>& images) {
    std::vector<std::vector<std::uint8_t>> pixels;
    for (const auto& image : images) pixels.push_back(*image.pixels);
    return pixels;
}

SettingValue whole(std::int64_t value) {
    return value;
}

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

TEST_F(Export, LosslessFramesAreTheTakesOwn) {
    const auto part = [&] {
        auto asked = request("clip.png", {{"format", text("apng")}});
        asked.first = 2;
        asked.last = 5;
        return asked;
    }();
    const auto clip = media::read_clip(run(part).path);
    ASSERT_EQ(clip.frames.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(*clip.frames[i].pixels, *frames[i + 2].pixels) << i;
}

TEST_F(Export, TheRecipeTravelsUnlessItIsNotWanted) {
    const auto result = run(request("clip.mp4"));
    ASSERT_TRUE(fs::exists(result.sidecar));
    const auto of_take = read_recipe(take_recipe_path(take));
    for (const auto& file : {result.path, result.sidecar}) {
        const auto recipe = read_recipe(file);
        EXPECT_EQ(recipe.settings, of_take.settings);
        EXPECT_TRUE(fs::equivalent(recipe_photo_path(recipe, file), resources / "samples" / "coffee.png")) << file;
    }
    const auto summary = engine->read_recipe(result.path);
    EXPECT_EQ(summary.settings.at("seed"), whole(11));
    EXPECT_EQ(summary.model, "starter");

    const auto plain = run(request("plain.mp4", {{"write_recipe", text("off")}}));
    EXPECT_TRUE(plain.sidecar.empty());
    EXPECT_THROW(read_recipe(plain.path), Error);
}

TEST_F(Export, AnExportedClipIsExportedAgain) {
    auto again = request("second.gif", {{"format", text("gif")}});
    again.source = run(request("first.mp4")).path;
    const auto result = run(again);
    EXPECT_EQ(result.frames, frame_count);
    EXPECT_EQ(read_recipe(result.path).settings, read_recipe(take_recipe_path(take)).settings);
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

TEST_F(Export, MistakesAreNamedAndTheTakeStaysAsItWas) {
    auto late = request("clip.mp4");
    late.last = 8;
    EXPECT_THAT(failure(late).what(), HasSubstr("the clip has frames 1 to 8"));
    auto detail = request("clip.mp4");
    detail.detail = "photo";
    EXPECT_THAT(failure(detail).what(), HasSubstr("without photo detail"));
    EXPECT_EQ(failure(request("clip.mp4", {{"upscale", whole(2)}, {"upscale_model", text("no such one")}})).code(),
              ErrorCode::model_not_found);
    auto nowhere = request("clip.mp4");
    nowhere.out = folder.path() / "missing" / "clip.mp4";
    EXPECT_EQ(failure(nowhere).code(), ErrorCode::output_unwritable);
    auto no_source = request("clip.mp4");
    no_source.source = folder.path() / "nothing.mp4";
    EXPECT_EQ(failure(no_source).code(), ErrorCode::clip_unreadable);
    EXPECT_EQ(files_left(), 0U);
    EXPECT_EQ(read_frames(take_frames_path(take, TakeFrames::model)).size(), frames.size());
}

// The export goes through loop, frames between and upscaling, where frames are put aside on the disk too.
TEST_F(Export, ADiskThatFillsUpLeavesNoFileAndTheTakeAsItWas) {
    const SettingsLayer all = {{"loop", text("crossfade")}, {"interpolate", whole(2)}, {"upscale", whole(2)}};
    auto as_gif = all;
    as_gif["format"] = text("gif");
    const std::vector<std::pair<std::string, SettingsLayer>> files = {
        {"clip.mp4", all}, {"clip.gif", as_gif}, {"fit.mp4", {{"size_budget_mb", 0.02}, {"interpolate", whole(2)}}}};
    const auto kept = take_frames_path(take, TakeFrames::model);
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
        EXPECT_EQ(pixels_of(read_frames(kept)), pixels_of(frames));
    }
}

TEST_F(Export, AFolderThatVanishesMeanwhileIsNamed) {
    const auto asked = request("clip.mp4", {{"interpolate", whole(2)}});
    try {
        engine->export_clip(asked,
                            [&](const Progress& progress) {
                                if (progress.step == 3) fs::remove_all(asked.out.parent_path());
                            },
                            {});
        FAIL() << "it was exported";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::output_unwritable);
        EXPECT_THAT(error.what(), HasSubstr(asked.out.string()));
    }
    EXPECT_FALSE(fs::exists(asked.out.parent_path()));
    EXPECT_EQ(pixels_of(read_frames(take_frames_path(take, TakeFrames::model))), pixels_of(frames));
}

TEST_F(Export, AStopLeavesNothing) {
    std::stop_source stop;
    const auto asked = request("clip.mp4", {{"interpolate", whole(2)}});
    EXPECT_THROW(engine->export_clip(
                     asked,
                     [&](const Progress& progress) {
                         if (progress.step == 3) stop.request_stop();
                     },
                     stop.get_token()),
                 Cancelled);
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
        const auto estimate = engine->estimate_export(asked, {});
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
    const auto variants = engine->loop_variants(request("unused.mp4"), 96, {});
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
