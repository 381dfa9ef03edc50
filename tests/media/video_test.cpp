#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "chart_testing.h"
#include "media/clip_writer.h"
#include "media/video_reader.h"
#include "media_testing.h"

namespace stillwave::media {
namespace {

using testing::chart_clip;
using ::testing::HasSubstr;
using testing::largest_patch_difference;
using testing::output_of;
using testing::TemporaryFolder;

std::string long_recipe() {
    std::string recipe = "{\"photo\": \"Grüße aus 京都 🌊.jpg\", \"steps\": [";
    while (recipe.size() < 20'000) recipe += "{\"sigma\": 700.0, \"name\": \"čtvrtý — \\\"krok\\\"\"}, ";
    return recipe + "0]}";
}

void expect_decodes_to(const Clip& clip, const std::filesystem::path& path) {
    const Clip decoded = read_clip(path);
    ASSERT_EQ(decoded.frames.size(), clip.frames.size());
    EXPECT_DOUBLE_EQ(decoded.fps, clip.fps);
    int largest = 0;
    for (std::size_t i = 0; i < clip.frames.size(); ++i) {
        ASSERT_EQ(decoded.frames[i].width, 128);
        ASSERT_EQ(decoded.frames[i].height, 128);
        largest = std::max(largest, largest_patch_difference(clip.frames[i], decoded.frames[i]));
    }
    std::cout << "flat patches, largest difference: " << largest << "\n";
    EXPECT_LE(largest, 2);
}

TEST(WriteMp4, KeepsAChartsColours) {
    const TemporaryFolder folder;
    Clip clip = chart_clip(1, 7);
    clip.frames.resize(14, clip.frames.front());
    write_clip(clip, {}, {}, folder / "clip.mp4");
    expect_decodes_to(clip, folder / "clip.mp4");
}

// Every patch changes its colour in every frame, which no photo does: at the usual quality x264 itself spends up to 5
// levels there, so that the frames' order and colours are checked at the highest lossy one.
TEST(WriteMp4, KeepsFramesInOrder) {
    const TemporaryFolder folder;
    const Clip clip = chart_clip(14, 7);
    write_clip(clip, {.quality = 100}, {}, folder / "clip.mp4");
    expect_decodes_to(clip, folder / "clip.mp4");
}

TEST(WriteMp4, TellsPlayersWhatItHolds) {
    const TemporaryFolder folder;
    const std::string recipe = long_recipe();
    write_clip(chart_clip(25, 6), {}, {{"comment", recipe}, {"title", "Ein Bild"}}, folder / "clip.mp4");
    const VideoInfo info = read_video_info(folder / "clip.mp4");
    EXPECT_EQ(info.width, 128);
    EXPECT_EQ(info.height, 128);
    EXPECT_EQ(info.frame_count, 25);
    EXPECT_DOUBLE_EQ(info.fps, 6);
    EXPECT_EQ(info.codec, "h264");
    EXPECT_EQ(info.pixel_format, "yuv420p");
    EXPECT_EQ(info.color_space, "bt709");
    EXPECT_EQ(info.color_primaries, "bt709");
    EXPECT_EQ(info.color_transfer, "bt709");
    EXPECT_EQ(info.color_range, "tv");
    EXPECT_EQ(info.metadata.at("comment"), recipe);
    EXPECT_EQ(info.metadata.at("title"), "Ein Bild");
}

TEST(WriteMp4, KeepsFractionsOfFrameRates) {
    const TemporaryFolder folder;
    for (const double fps : {29.97, 30000.0 / 1001.0, 12.5, 60.0}) {
        write_clip(chart_clip(5, fps), {}, {}, folder / "clip.mp4");
        EXPECT_NEAR(read_video_info(folder / "clip.mp4").fps, fps, 1e-6);
    }
}

// The index (moov) stands before the frames (mdat), so that a browser plays at once.
TEST(WriteMp4, IndexStandsBeforeThePictures) {
    const TemporaryFolder folder;
    write_clip(chart_clip(14, 7), {}, {}, folder / "clip.mp4");
    const std::string bytes = testing::read_file(folder / "clip.mp4");
    std::vector<std::string> boxes;
    for (std::size_t at = 0; at + 8 <= bytes.size();) {
        std::size_t size = 0;
        for (std::size_t i = 0; i < 4; ++i) size = size << 8 | static_cast<unsigned char>(bytes[at + i]);
        boxes.push_back(bytes.substr(at + 4, 4));
        ASSERT_GE(size, 8U);
        at += size;
    }
    const auto position = [&](const std::string& box) { return std::find(boxes.begin(), boxes.end(), box); };
    ASSERT_NE(position("moov"), boxes.end());
    ASSERT_NE(position("mdat"), boxes.end());
    EXPECT_LT(position("moov"), position("mdat"));
}

TEST(WriteMp4, OddSizesGainACopyOfTheLastColumnAndRow) {
    const TemporaryFolder folder;
    Clip clip;
    clip.fps = 7;
    for (int i = 0; i < 3; ++i) clip.frames.push_back(testing::solid(33, 17, 200, 150, 120));
    write_clip(clip, {}, {}, folder / "odd.mp4");
    const Clip decoded = read_clip(folder / "odd.mp4");
    ASSERT_EQ(decoded.frames.size(), 3U);
    EXPECT_LE(testing::largest_difference(decoded.frames[1], testing::solid(34, 18, 200, 150, 120)), 2);
}

// H.264 places chroma on the left pixel of each pair; half a pixel of shift tints the edges of saturated colours.
TEST(WriteMp4, ColoursDoNotShiftSideways) {
    const TemporaryFolder folder;
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 256; ++x) {
            const auto value = static_cast<std::uint8_t>(x);
            pixels.insert(pixels.end(), {value, std::uint8_t{128}, static_cast<std::uint8_t>(255 - x)});
        }
    Clip clip;
    clip.fps = 7;
    clip.frames.assign(3, Image(256, 64, std::move(pixels)));
    write_clip(clip, {.quality = 100}, {}, folder / "ramp.mp4");
    const Image decoded = read_clip(folder / "ramp.mp4").frames[1];
    double shift = 0;
    int count = 0;
    for (int y = 8; y < 56; ++y)
        for (int x = 32; x < 224; ++x) {
            const std::uint8_t* pixel = decoded.data() + 3 * (y * 256 + x);
            // Red rises and blue falls by one level a pixel: their difference tells the place of the chroma.
            shift += ((pixel[0] - pixel[2]) - (2 * x - 255)) / 2.0;
            ++count;
        }
    std::cout << "chroma shift: " << shift / count << " px\n";
    EXPECT_NEAR(shift / count, 0, 0.1);
}

TEST(WriteMp4, ReportsEveryFrame) {
    const TemporaryFolder folder;
    std::vector<int> frames;
    write_clip(chart_clip(5, 7), {}, {}, folder / "clip.mp4", [&](int frame, int total) {
        frames.push_back(frame);
        EXPECT_EQ(total, 5);
    });
    EXPECT_EQ(frames, (std::vector<int>{1, 2, 3, 4, 5}));
}

TEST(WriteMp4, TheSameClipGivesTheSameBytes) {
    const TemporaryFolder folder;
    write_clip(chart_clip(14, 7), {}, {{"comment", "x"}}, folder / "a.mp4");
    write_clip(chart_clip(14, 7), {}, {{"comment", "x"}}, folder / "b.mp4");
    EXPECT_EQ(testing::read_file(folder / "a.mp4"), testing::read_file(folder / "b.mp4"));
}

// FFmpeg may read "name:" in a path as a protocol and '%' as a pattern.
TEST(WriteMp4, TakesOddFileNames) {
    const TemporaryFolder folder;
    for (const std::string name : {"http:clip.mp4", "50% déjà vu #1.mp4", "no extension", "-y.mp4"}) {
        write_clip(chart_clip(2, 7), {}, {}, folder / name);
        EXPECT_EQ(read_video_info(folder / name).frame_count, 2) << name;
    }
}

// ffprobe gives a second opinion that shares none of our reading code.
TEST(WriteMp4, FfprobeSeesTheSame) {
    if (output_of("ffprobe -version 2>/dev/null").empty()) GTEST_SKIP() << "ffprobe is not installed";
    const TemporaryFolder folder;
    const std::string recipe = "{\"name\": \"Grüße aus 京都 🌊\", \"pad\": \"" + std::string(6000, 'x') + "\"}";
    write_clip(chart_clip(14, 7), {}, {{"comment", recipe}}, folder / "clip.mp4");
    const std::string text = output_of("ffprobe -v error -count_frames -show_streams -show_format '" +
                                       (folder / "clip.mp4").string() + "' 2>&1");
    for (const char* line : {"codec_name=h264", "pix_fmt=yuv420p", "color_range=tv", "color_space=bt709",
                             "color_transfer=bt709", "color_primaries=bt709", "chroma_location=left", "width=128",
                             "r_frame_rate=7/1", "avg_frame_rate=7/1", "nb_read_frames=14", "duration=2.000000"})
        EXPECT_THAT(text, HasSubstr(std::string(line) + "\n"));
    EXPECT_THAT(text, HasSubstr("TAG:comment=" + recipe + "\n"));
}

}  // namespace
}  // namespace stillwave::media
