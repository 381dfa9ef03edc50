#include "enhance/upscaler.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/adaptive_avg_pool2d.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/full.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/zeros.h>

#include <chrono>
#include <thread>

#include "enhance_testing.h"
#include "nn/safetensors.h"
#include "support/temporary_folder.h"

namespace stillwave::enhance {
namespace {

using testing::HasSubstr;

/// Returns the same noise in 0..1 each time, as a tensor; noise shows seams best.
at::Tensor noise(std::int64_t frames, std::int64_t height, std::int64_t width) {
    return at::rand({frames, 3, height, width}, at::make_generator<at::CPUGeneratorImpl>(7));
}

Upscaler shipped() {
    return {shipped_model(), at::kCPU, at::kFloat};
}
Upscaler tiny_rrdb(int scale) {
    return {data_file("rrdb_x" + std::to_string(scale) + ".safetensors"), at::kCPU, at::kFloat};
}

TEST(UpscalerTest, TheShippedModelGivesWhatNcnnGives) {
    const auto upscaler = shipped();
    EXPECT_EQ(upscaler.name(), "realesr-animevideov3");
    EXPECT_EQ(upscaler.scale(), 4);
    const auto levels = golden("animevideov3.input");
    const auto made = upscaler.upscale(levels);
    EXPECT_EQ(made.scalar_type(), at::kByte);
    const auto expected = (golden("animevideov3.output").clamp(0, 1) * 255.0).round();
    EXPECT_LE(largest_difference(made, expected), 1.0);  // levels; rounding may decide for one level
    expect_close("as floats", upscaler.upscale(levels.to(at::kFloat) / 255.0),
                 golden("animevideov3.output").clamp(0, 1), 5e-6);
}

TEST(UpscalerTest, TilesOfTheCompactNetworkMakeNoDifference) {
    const auto upscaler = shipped();
    const auto frames = noise(1, 55, 71);
    for (const int scale : {4, 3, 2}) {
        const auto whole = upscaler.upscale(frames, {.scale = scale, .tile_px = 128});
        const auto tiled = upscaler.upscale(frames, {.scale = scale, .tile_px = 32});
        EXPECT_EQ(tiled.sizes(), at::IntArrayRef({1, 3, 55 * scale, 71 * scale}));
        // The limit is a two-hundredth of a level, because reducing rounds positions by their distance from the tile's
        // edge.
        expect_close("scale " + std::to_string(scale), tiled, whole, scale == 3 ? 2e-5 : 5e-6);
    }
    // A smaller overlap shows a seam, so the test can fail.
    const auto whole = upscaler.upscale(frames, {.tile_px = 128});
    const auto seamed = upscaler.upscale(frames, {.tile_px = 32, .overlap_px = 2});
    EXPECT_GT(largest_difference(seamed, whole), 1e-2);
}

TEST(UpscalerTest, TilesOfRRDBNetMakeNoDifferenceWhereTheOverlapReachesFarEnough) {
    for (const int scale : {4, 2, 1}) {
        const auto upscaler = tiny_rrdb(scale);
        EXPECT_EQ(upscaler.scale(), scale);
        // A pixel sees 34 pixels of the body's size around it, and fades take 11 more; odd sizes are no squares.
        const auto frames = noise(1, 71, 221);
        const auto whole = upscaler.upscale(frames, {.tile_px = 512});
        const auto tiled = upscaler.upscale(frames, {.tile_px = 24, .overlap_px = 48 * (4 / scale)});
        EXPECT_EQ(tiled.sizes(), at::IntArrayRef({1, 3, 71 * scale, 221 * scale}));
        expect_close("scale " + std::to_string(scale), tiled, whole, 2e-6);
    }
}

/// With an overlap below the network's radius tiles differ from the whole frame, but fade into each other without an
/// edge.
TEST(UpscalerTest, TilesThatSeeTooLittleFadeIntoEachOther) {
    const auto upscaler = shipped();
    const auto frames = noise(1, 24, 128);
    const auto whole = upscaler.upscale(frames, {.tile_px = 128});
    const auto tiled = upscaler.upscale(frames, {.tile_px = 64, .overlap_px = 8});
    const auto error = at::Tensor((tiled - whole).abs().mean({0, 1, 2}));  // of each column
    // The tiles meet at column 256 and fade over 16 columns on both sides.
    const auto most = error.max().item<float>();
    EXPECT_GT(most, 1e-5F);
    EXPECT_LT(error[240].item<float>(), most / 2);
    EXPECT_LT(error[271].item<float>(), most / 2);
    EXPECT_LT(error.narrow(0, 0, 208).max().item<float>(), 1e-6F);
}

/// A network of zeros enlarges by nearest neighbour, which shows where each pixel went and that weights add up to 1.
TEST(UpscalerTest, EveryPixelIsAtItsPlace) {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "zeros.safetensors";
    nn::save_safetensors(path, {{"body.0.weight", at::zeros({4, 3, 3, 3})},
                                {"body.0.bias", at::zeros({4})},
                                {"body.1.weight", at::zeros({4})},
                                {"body.2.weight", at::zeros({12, 4, 3, 3})},
                                {"body.2.bias", at::zeros({12})}});
    const Upscaler upscaler(path, at::kCPU, at::kFloat);
    EXPECT_EQ(upscaler.scale(), 2);
    for (const auto width : {1, 16, 17, 33, 50, 101}) {
        const auto frames = noise(1, 40, width);
        const auto expected = frames.repeat_interleave(2, 2).repeat_interleave(2, 3);
        for (const int overlap : {0, 1, 2, 3, 40}) {
            for (const int tile : {16, 19, 64}) {
                const auto made = upscaler.upscale(frames, {.tile_px = tile, .overlap_px = overlap});
                ASSERT_EQ(made.sizes(), expected.sizes());
                EXPECT_LE(largest_difference(made, expected), 1e-6) << width << ' ' << overlap << ' ' << tile;
            }
        }
    }
}

TEST(UpscalerTest, SmallerScalesReduceTheNetworksResult) {
    const auto upscaler = shipped();
    const auto frames = golden("animevideov3.input").to(at::kFloat) / 255.0;
    const auto full = upscaler.upscale(frames);
    // The reduction is antialiased: each pixel is about the mean of those that it stands for, and grey stays the same
    // grey.
    const auto half = upscaler.upscale(frames, {.scale = 2});
    const auto mean = at::adaptive_avg_pool2d(full, {2 * frames.size(2), 2 * frames.size(3)});
    EXPECT_LT((half - mean).abs().mean().item<double>(), 0.01);
    const auto edge = at::cat({at::zeros({1, 3, 8, 8}), at::full({1, 3, 8, 8}, 1.0)}, 3);
    const auto reduced = upscaler.upscale(edge, {.scale = 3});
    EXPECT_GE(reduced.min().item<float>(), 0.0F);
    EXPECT_LE(reduced.max().item<float>(), 1.0F);
}

TEST(UpscalerTest, BatchesAndProgress) {
    const auto upscaler = shipped();
    const auto frames = noise(3, 24, 40);
    std::vector<int> seen;
    int announced = 0;
    const auto one_by_one = upscaler.upscale(frames, {.tile_px = 24}, [&](int done, int total) {
        seen.push_back(done);
        announced = total;
    });
    EXPECT_THAT(seen, testing::ElementsAre(1, 2, 3, 4, 5, 6));
    EXPECT_EQ(announced, 6);
    const auto together = upscaler.upscale(frames, {.tile_px = 24, .batch = 2});
    expect_close("batches of 2", together, one_by_one, 5e-6);
    const auto levels = (frames * 255.0).round().to(at::kByte);
    EXPECT_TRUE(at::equal(upscaler.upscale(levels.narrow(0, 2, 1)), upscaler.upscale(levels).narrow(0, 2, 1)));
}

TEST(UpscalerTest, AStopEndsItWithinATile) {
    const auto upscaler = shipped();
    std::stop_source source;
    EXPECT_THROW(upscaler.upscale(
                     noise(1, 32, 32), {.tile_px = 16}, [&](int, int) { source.request_stop(); }, source.get_token()),
                 Cancelled);
    // The single tile would take many times as long as the stop may wait.
    const auto frame = noise(1, 256, 256);
    const auto begin = std::chrono::steady_clock::now();
    upscaler.upscale(frame, {.tile_px = 256});
    const auto whole = std::chrono::steady_clock::now() - begin;
    std::stop_source late;
    std::jthread stopper([&] {
        std::this_thread::sleep_for(whole / 4);
        late.request_stop();
    });
    const auto start = std::chrono::steady_clock::now();
    EXPECT_THROW(upscaler.upscale(frame, {.tile_px = 256}, {}, late.get_token()), Cancelled);
    EXPECT_LT(std::chrono::steady_clock::now() - start, whole * 3 / 4);
}

TEST(UpscalerTest, WrongFramesAndOptionsAreRefused) {
    const auto upscaler = shipped();
    const auto frames = noise(1, 16, 16);
    const auto refused = [&](const at::Tensor& wrong, const UpscaleOptions& options) {
        return refusal(ErrorCode::invalid_argument, [&] { upscaler.upscale(wrong, options); });
    };
    EXPECT_THAT(refused(frames, {.scale = 5}), HasSubstr("is 5, but must be from 2 to 4"));
    EXPECT_THAT(refused(frames, {.scale = 1}), HasSubstr("is 1, but must be from 2 to 4"));
    EXPECT_THAT(refused(frames, {.tile_px = 8}), HasSubstr("is 8, but must be from 16"));
    EXPECT_THAT(refused(frames, {.overlap_px = -1}), HasSubstr("is -1"));
    EXPECT_THAT(refused(frames, {.batch = 0}), HasSubstr("is 0"));
    EXPECT_THAT(refused(frames[0], {}), HasSubstr("must be RGB"));
    EXPECT_THAT(refused(frames.to(at::kLong), {}), HasSubstr("must be RGB"));
    EXPECT_THAT(refused(frames.narrow(0, 0, 0), {}), HasSubstr("must be RGB"));
    EXPECT_THAT(refusal(ErrorCode::invalid_argument, [&] { tiny_rrdb(2).upscale(frames, {.scale = 4}); }),
                HasSubstr("must be from 2 to 2"));
}

TEST(UpscalerTest, WeightsOfOtherModelsAreRefused) {
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "model.safetensors";
    const auto load = [&] { Upscaler(path, at::kCPU, at::kFloat); };
    std::map<std::string, at::Tensor> tensors;
    for (const auto& [name, tensor] : nn::SafetensorsFile::open(data_file("rrdb_x4.safetensors")).named_tensors()) {
        tensors.emplace(name, tensor);
    }
    auto changed = tensors;
    changed.erase("body.1.rdb2.conv3.bias");
    nn::save_safetensors(path, changed);
    EXPECT_THAT(refusal(ErrorCode::model_invalid, load), HasSubstr("body.1.rdb2.conv3.bias"));
    changed = tensors;
    changed.emplace("attention.weight", at::zeros({1}));
    nn::save_safetensors(path, changed);
    EXPECT_THAT(refusal(ErrorCode::model_invalid, load), HasSubstr("no place for, such as attention.weight"));
    nn::save_safetensors(path, {{"conv.weight", at::zeros({1})}});
    EXPECT_THAT(refusal(ErrorCode::model_invalid, load), HasSubstr("neither SRVGGNetCompact nor RRDBNet"));
    changed = tensors;
    changed["conv_last.bias"] = at::full({3}, std::numeric_limits<float>::quiet_NaN());
    nn::save_safetensors(path, changed);
    EXPECT_THAT(
        refusal(ErrorCode::clip_rejected, [&] { Upscaler(path, at::kCPU, at::kFloat).upscale(noise(1, 16, 16)); }),
        HasSubstr("no numbers"));
}

}  // namespace
}  // namespace stillwave::enhance
