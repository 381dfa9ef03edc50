#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <iostream>
#include <string>

#include "chart_testing.h"
#include "media/clip_formats.h"
#include "media/clip_writer.h"
#include "media/metadata.h"
#include "media/video_reader.h"
#include "media_testing.h"
#include "types/settings_fields.h"

namespace stillwave::media {
namespace {

using testing::chart_clip;
using ::testing::HasSubstr;
using testing::output_of;
using testing::TemporaryFolder;

// The expectations of each format. The chart has few colours, so that GIF too can hold them.
struct Expected {
    const char* format;
    const char* codec;         // ffprobe's and FFmpeg's name
    const char* pixel_format;  // the file's pixel format
    const char* color_space;
    // The largest difference in levels inside flat patches at the best quality, for a chart whose every patch changes
    // in every frame. For a chart that stands still it is 2 at most.
    int tolerance;
    bool ffprobe_decodes = true;
};

void PrintTo(const Expected& expected, std::ostream* out) {
    *out << expected.format;
}

constexpr Expected expectations[] = {
    {"mp4_h264", "h264", "yuv420p", "bt709", 2},
    {"mp4_h265", "hevc", "yuv420p", "bt709", 2},
    // libaom spends up to 4 levels on such a change.
    {"mp4_av1", "av1", "yuv420p", "bt709", 4},
    {"webm_vp9", "vp9", "yuv420p", "bt709", 2},
    {"webm_av1", "av1", "yuv420p", "bt709", 4},
    {"gif", "gif", "bgra", "gbr", 2},
    // FFmpeg 5.1 reads only still WebP files.
    {"webp", "webp", "unknown", "unknown", 0, false},
    {"apng", "apng", "rgb24", "gbr", 0},
    {"png_sequence", "png", "unknown", "unknown", 0},
    {"jpeg_sequence", "mjpeg", "unknown", "unknown", 2},
    {"prores_422", "prores", "yuv422p10le", "bt709", 2},
    {"prores_4444", "prores", "yuv444p12le", "bt709", 2},
    {"ffv1", "ffv1", "bgr0", "gbr", 0},
};

const std::string recipe = "{\"name\": \"Grüße <aus> & 京都 🌊\", \"pad\": \"" + std::string(70'000, 'x') + "\"}";

class Formats : public ::testing::TestWithParam<Expected> {
  protected:
    void SetUp() override {
        const auto available = available_formats();
        if (std::find(available.begin(), available.end(), GetParam().format) == available.end())
            GTEST_SKIP() << "this machine's FFmpeg has no encoder for it";
        settings_.format = GetParam().format;
        settings_.quality = 100;
    }
    std::filesystem::path out(const std::string& name = "clip") const {
        return folder_ / (name + std::string(clip_format(settings_.format).extension));
    }
    bool is_video() const {
        return !clip_format(settings_.format).loops && !clip_format(settings_.format).is_sequence();
    }

    TemporaryFolder folder_;
    ExportSettings settings_;
};

TEST_P(Formats, DecodesToTheSameClip) {
    const Clip clip = chart_clip(10, 8);
    settings_.loop_count = 3;
    write_clip(clip, settings_, {{"comment", recipe}}, out());
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 1);

    const Clip decoded = read_clip(out());
    ASSERT_EQ(decoded.frames.size(), clip.frames.size());
    int largest = 0;
    for (std::size_t i = 0; i < clip.frames.size(); ++i) {
        ASSERT_EQ(decoded.frames[i].width, 128);
        ASSERT_EQ(decoded.frames[i].height, 128);
        largest = std::max(largest, testing::largest_patch_difference(clip.frames[i], decoded.frames[i]));
    }
    std::cout << GetParam().format << ": flat patches, largest difference: " << largest << "\n";
    EXPECT_LE(largest, GetParam().tolerance);

    const VideoInfo info = read_video_info(out());
    EXPECT_EQ(info.frame_count, 10);
    EXPECT_EQ(info.width, 128);
    EXPECT_EQ(info.height, 128);
    EXPECT_EQ(info.codec, GetParam().codec);
    EXPECT_EQ(info.pixel_format, GetParam().pixel_format);
    const bool sequence = clip_format(settings_.format).is_sequence();
    EXPECT_DOUBLE_EQ(info.fps, sequence ? 0 : 8);
    EXPECT_DOUBLE_EQ(decoded.fps, sequence ? 0 : 8);
    EXPECT_EQ(info.plays, clip_format(settings_.format).loops ? 3 : 1);
    EXPECT_EQ(info.metadata.at("comment"), recipe);
    EXPECT_EQ(read_metadata(out()).at("comment"), recipe);
    if (is_video()) {
        EXPECT_EQ(info.color_space, GetParam().color_space);
        EXPECT_EQ(info.color_primaries, "bt709");
        EXPECT_EQ(info.color_transfer, std::string(GetParam().format) == "ffv1" ? "iec61966-2-1" : "bt709");
        EXPECT_EQ(info.color_range, std::string(GetParam().format) == "ffv1" ? "pc" : "tv");
    }
}

TEST_P(Formats, KeepsAChartsColours) {
    Clip clip = chart_clip(1, 8);
    // One pixel changes in each frame, because WebP merges equal frames.
    for (std::uint8_t i = 1; i < 6; ++i) {
        std::vector<std::uint8_t> pixels = *clip.frames.front().pixels;
        pixels[0] = static_cast<std::uint8_t>(pixels[0] - i);
        clip.frames.emplace_back(128, 128, std::move(pixels));
    }
    write_clip(clip, settings_, {}, out());
    const Clip decoded = read_clip(out());
    ASSERT_EQ(decoded.frames.size(), clip.frames.size());
    int largest = 0;
    for (std::size_t i = 0; i < clip.frames.size(); ++i)
        largest = std::max(largest, testing::largest_patch_difference(clip.frames[i], decoded.frames[i]));
    std::cout << GetParam().format << ": flat patches, largest difference: " << largest << "\n";
    EXPECT_LE(largest, 2);
}

// ffprobe gives a second opinion that shares none of our reading code.
TEST_P(Formats, FfprobeSeesTheSame) {
    if (output_of("ffprobe -version 2>/dev/null").empty()) GTEST_SKIP() << "ffprobe is not installed";
    if (!GetParam().ffprobe_decodes) GTEST_SKIP() << "FFmpeg does not decode the format";
    const bool sequence = clip_format(settings_.format).is_sequence();
    write_clip(chart_clip(10, 8), settings_, {{"comment", "{\"a\": 1}"}}, out());
    const auto file =
        sequence ? out() / ("frame_%04d." + std::string(GetParam().codec == std::string("png") ? "png" : "jpg"))
                 : out();
    const std::string text = output_of("ffprobe -v error -count_frames -show_streams -show_format " +
                                       std::string(sequence ? "-framerate 8 " : "") + "'" + file.string() + "' 2>&1");
    EXPECT_THAT(text, HasSubstr("codec_name=" + std::string(GetParam().codec) + "\n"));
    EXPECT_THAT(text, HasSubstr("width=128\n"));
    EXPECT_THAT(text, HasSubstr("nb_read_frames=10\n"));
    if (is_video()) {
        EXPECT_THAT(text, HasSubstr("pix_fmt=" + std::string(GetParam().pixel_format) + "\n"));
        EXPECT_THAT(text, HasSubstr("color_space=" + std::string(GetParam().color_space) + "\n"));
        EXPECT_THAT(text, HasSubstr("duration=1.25"));
        EXPECT_THAT(text, ::testing::ContainsRegex("TAG:(comment|COMMENT)=\\{\"a\": 1\\}"));
        EXPECT_THAT(text, HasSubstr("avg_frame_rate=8/1\n"));
    }
    if (settings_.format == "mp4_h265") {
        EXPECT_THAT(text, HasSubstr("codec_tag_string=hvc1\n"));
    }
    if (settings_.format == "gif") {
        EXPECT_THAT(text, HasSubstr("duration=1.250000\n"));
    }
    if (settings_.format == "jpeg_sequence") {
        EXPECT_THAT(text, HasSubstr("pix_fmt=yuvj444p\n"));
    }
}

TEST_P(Formats, OddSizesAreKeptOrGainACopyOfTheLastColumnAndRow) {
    Clip clip;
    clip.fps = 8;
    for (int i = 0; i < 3; ++i)
        clip.frames.push_back(testing::solid(67, 65, 200, static_cast<std::uint8_t>(100 + 50 * i), 120));
    write_clip(clip, settings_, {}, out());
    const Clip decoded = read_clip(out());
    ASSERT_EQ(decoded.frames.size(), 3U);
    const std::string pixels = GetParam().pixel_format;
    const bool even_width = pixels.starts_with("yuv42");
    const bool even_height = pixels == "yuv420p";
    const Image wanted = testing::solid(even_width ? 68 : 67, even_height ? 66 : 65, 200, 150, 120);
    EXPECT_LE(testing::largest_difference(decoded.frames[1], wanted), 2);
}

// At 30000/1001 frames a second the time of the last frame's end is off by less than a tick.
TEST_P(Formats, TheRunningErrorOfTimeStaysUnderATick) {
    if (clip_format(settings_.format).is_sequence()) GTEST_SKIP() << "a folder has no times";
    constexpr double fps = 30000.0 / 1001.0;
    constexpr int frames = 50;
    write_clip(chart_clip(frames, fps), settings_, {}, out());
    const VideoInfo info = read_video_info(out());
    ASSERT_EQ(info.frame_count, frames);
    const double tick_s = settings_.format == "gif" ? 0.01 : settings_.format == "webp" ? 0.001 : 1e-6;
    EXPECT_NEAR(info.frame_count / info.fps, frames / fps, tick_s);
}

TEST_P(Formats, TheSameClipGivesTheSameBytes) {
    if (clip_format(settings_.format).is_sequence()) GTEST_SKIP() << "a folder has no bytes";
    write_clip(chart_clip(5, 8), settings_, {{"comment", "x"}}, out("a"));
    write_clip(chart_clip(5, 8), settings_, {{"comment", "x"}}, out("b"));
    EXPECT_TRUE(testing::read_file(out("a")) == testing::read_file(out("b")));
}

TEST_P(Formats, ReportsEveryFrame) {
    std::vector<int> frames;
    write_clip(chart_clip(5, 8), settings_, {}, out(), [&](int frame, int total) {
        frames.push_back(frame);
        EXPECT_EQ(total, 5);
    });
    EXPECT_EQ(frames, (std::vector<int>{1, 2, 3, 4, 5}));
}

// Every pixel format in the table can be written, keeps the colours, and is named by the file.
TEST_P(Formats, EveryPixelFormatOfTheTable) {
    for (const auto name : clip_format(settings_.format).pixel_formats) {
        SCOPED_TRACE(name);
        settings_.pixel_format = std::string(name);
        Clip clip = chart_clip(1, 8);
        clip.frames.resize(3, clip.frames.front());
        write_clip(clip, settings_, {}, out());
        EXPECT_EQ(read_video_info(out()).pixel_format, name == "rgb24" ? "bgr0" : name);
        const Clip decoded = read_clip(out());
        ASSERT_EQ(decoded.frames.size(), 3U);
        EXPECT_LE(testing::largest_patch_difference(clip.frames[1], decoded.frames[1]), 2);
    }
    settings_.pixel_format = "yuv422p10le";
    const auto& taken = clip_format(settings_.format).pixel_formats;
    if (std::find(taken.begin(), taken.end(), settings_.pixel_format) == taken.end()) {
        const Error error = testing::error_of([&] { write_clip(chart_clip(2, 8), settings_, {}, out("no")); });
        EXPECT_EQ(error.code(), ErrorCode::invalid_argument);
        EXPECT_THAT(error.what(), HasSubstr("takes auto"));
    }
}

INSTANTIATE_TEST_SUITE_P(All, Formats, ::testing::ValuesIn(expectations),
                         [](const auto& test) { return std::string(test.param.format); });

TEST(ClipFormats, TheTableIsThatOfTheSettings) {
    const auto& choices = export_field("format").choices;
    ASSERT_EQ(choices.size(), clip_formats().size());
    for (std::size_t i = 0; i < choices.size(); ++i) EXPECT_EQ(choices.begin()[i].value, clip_formats()[i].key);
    EXPECT_EQ(std::size(expectations), clip_formats().size());
    EXPECT_EQ(testing::error_of([] { clip_format("avi"); }).code(), ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace stillwave::media
