// Tests of exports that start from a take or a clip file: its frames, its recipe, and that a failure leaves it as it
// was.
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

TEST_F(Export, ADiskThatFillsUpLeavesNoFileAndTheTakeAsItWas) {
    const auto asked = request("clip.mp4", {{"loop", text("crossfade")}, {"interpolate", whole(2)}});
    const auto error = [&] {
        const test::FileSizeLimit full(4096);
        return failure(asked);
    }();
    EXPECT_EQ(error.code(), ErrorCode::output_unwritable) << error.what();
    EXPECT_EQ(files_left(), 0U);
    EXPECT_EQ(pixels_of(read_frames(take_frames_path(take, TakeFrames::model))), pixels_of(frames));
}

}  // namespace
}  // namespace stillwave
