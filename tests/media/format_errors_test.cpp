#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <random>
#include <string>

#include "media/clip_formats.h"
#include "media/clip_writer.h"
#include "media/movie_writer.h"
#include "media/video_reader.h"
#include "media_testing.h"
#include "support/file_size_limit.h"
#include "types/progress.h"

namespace stillwave::media {
namespace {

using testing::error_of;
using ::testing::HasSubstr;
using testing::TemporaryFolder;

// A clip of noise, which takes many bytes.
Clip noise_clip(int frames, int size) {
    std::mt19937 random(7);
    Clip clip;
    clip.fps = 7;
    for (int i = 0; i < frames; ++i) {
        std::vector<std::uint8_t> pixels(static_cast<std::size_t>(size * size * 3));
        for (auto& value : pixels) value = static_cast<std::uint8_t>(random());
        clip.frames.emplace_back(size, size, std::move(pixels));
    }
    return clip;
}

ClipHeader header_of(const Clip& clip) {
    return {clip.frames.front().width, clip.frames.front().height, clip.fps, static_cast<int>(clip.frames.size())};
}

// While a WithoutRights lives, this process runs as the user nobody, because the superuser may write anywhere.
class WithoutRights {
  public:
    WithoutRights() {
        constexpr uid_t nobody = 65'534;
        if (geteuid() == 0) was_root_ = seteuid(nobody) == 0;
    }
    ~WithoutRights() {
        if (was_root_ && seteuid(0) != 0) ADD_FAILURE() << "this process stays nobody";
    }
    WithoutRights(const WithoutRights&) = delete;
    WithoutRights& operator=(const WithoutRights&) = delete;

  private:
    bool was_root_ = false;
};

class FormatErrors : public ::testing::TestWithParam<std::string> {
  protected:
    void SetUp() override {
        const auto available = available_formats();
        if (std::find(available.begin(), available.end(), GetParam()) == available.end())
            GTEST_SKIP() << "this machine has no encoder for it";
        settings_.format = GetParam();
    }
    std::filesystem::path out() const {
        return folder_ / ("clip" + std::string(clip_format(settings_.format).extension));
    }

    TemporaryFolder folder_;
    ExportSettings settings_;
};

// A limit on file size stands in for a full disk, at the start, in the middle and at the end. An existing file stays.
TEST_P(FormatErrors, AFileThatCannotGrowLeavesNothing) {
    const Clip clip = noise_clip(6, 128);
    write_clip(clip, settings_, {{"comment", "{}"}}, out());
    const bool sequence = clip_format(settings_.format).is_sequence();
    const auto whole =
        std::filesystem::file_size(sequence ? std::filesystem::directory_iterator(out())->path() : out());
    const Clip before = read_clip(out());
    for (const std::uintmax_t limit : {std::uintmax_t{1}, whole / 2, whole - (sequence ? 200 : 1)}) {
        SCOPED_TRACE(limit);
        const Error error = error_of([&] {
            const test::FileSizeLimit guard(limit);
            write_clip(clip, settings_, {{"comment", "{}"}}, out());
        });
        EXPECT_EQ(error.code(), ErrorCode::output_unwritable);
        EXPECT_THAT(error.what(), HasSubstr("larger than a file may be"));
        EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 1);
        EXPECT_EQ(read_clip(out()).frames.size(), before.frames.size());
    }
}

TEST_P(FormatErrors, FolderWithoutTheRightToWrite) {
    std::filesystem::permissions(folder_.path(), std::filesystem::perms(0555));
    const Error error = error_of([&] {
        const WithoutRights guard;
        write_clip(noise_clip(2, 128), settings_, {}, out());
    });
    EXPECT_EQ(error.code(), ErrorCode::output_unwritable);
    EXPECT_THAT(error.what(), HasSubstr("does not allow it"));
    EXPECT_TRUE(folder_.empty());
    std::filesystem::permissions(folder_.path(), std::filesystem::perms::owner_all);
}

TEST_P(FormatErrors, AMissingFolder) {
    const auto target = folder_ / "missing" / "clip.x";
    const Error error = error_of([&] { write_clip(noise_clip(2, 128), settings_, {}, target); });
    EXPECT_EQ(error.code(), ErrorCode::output_unwritable);
    EXPECT_THAT(error.what(), HasSubstr("does not exist; create it"));
}

TEST_P(FormatErrors, APathThatVanishesMeanwhile) {
    const Clip clip = noise_clip(3, 128);
    const auto inner = folder_ / "inner";
    std::filesystem::create_directory(inner);
    const auto writer = open_clip_writer(inner / out().filename(), header_of(clip), settings_);
    const Error error = error_of([&] {
        writer->add(clip.frames[0]);
        std::filesystem::remove_all(inner);
        writer->add(clip.frames[1]);
        writer->add(clip.frames[2]);
        writer->finish();
    });
    EXPECT_EQ(error.code(), ErrorCode::output_unwritable);
    EXPECT_THAT(error.what(), HasSubstr("does not exist; create it"));
    EXPECT_TRUE(folder_.empty());
}

TEST_P(FormatErrors, AStopLeavesNothing) {
    for (const int at : {1, 4, 6}) {
        std::stop_source source;
        int frames = 0;
        const auto on_frame = [&](int frame, int) {
            frames = frame;
            if (frame == at) source.request_stop();
        };
        EXPECT_THROW(write_clip(noise_clip(6, 128), settings_, {}, out(), on_frame, source.get_token()), Cancelled);
        EXPECT_EQ(frames, at);
        EXPECT_TRUE(folder_.empty());
    }
}

TEST_P(FormatErrors, AWriterThatIsLeftLeavesNothing) {
    const Clip clip = noise_clip(3, 128);
    {
        const auto writer = open_clip_writer(out(), header_of(clip), settings_);
        writer->add(clip.frames[0]);
        EXPECT_EQ(error_of([&] { writer->finish(); }).code(), ErrorCode::invalid_argument);
    }
    EXPECT_TRUE(folder_.empty());
}

std::vector<std::string> all_formats() {
    std::vector<std::string> keys;
    for (const ClipFormat& format : clip_formats()) keys.emplace_back(format.key);
    return keys;
}

INSTANTIATE_TEST_SUITE_P(All, FormatErrors, ::testing::ValuesIn(all_formats()),
                         [](const auto& test) { return test.param; });

TEST(FormatErrorCases, AMissingEncoderIsNamedWithWhatToDo) {
    const TemporaryFolder folder;
    VideoCodec codec = *find_video_codec("mp4_av1");
    codec.encoders = {{"libnone"}, {"libneither"}};
    EXPECT_FALSE(is_available(codec));
    const Clip clip = noise_clip(2, 64);
    const WriterArguments arguments{folder / "clip.mp4", header_of(clip), {.format = "mp4_av1"}, {}, {}, {}};
    for (const auto make : {make_movie_writer, make_gif_writer}) {
        const Error error = error_of([&] { make(arguments, clip_format("mp4_av1"), codec); });
        EXPECT_EQ(error.code(), ErrorCode::output_unwritable);
        EXPECT_THAT(error.what(), HasSubstr("MP4 with AV1"));
        EXPECT_THAT(error.what(), HasSubstr("lacks the encoder libnone or libneither"));
        EXPECT_THAT(error.what(), HasSubstr("choose another format"));
        EXPECT_TRUE(folder.empty());
    }
}

// x265 takes nothing below 16 pixels.
TEST(FormatErrorCases, SmallClipsAreWrittenOrRefused) {
    const TemporaryFolder folder;
    const Clip clip = noise_clip(2, 8);
    for (const auto& format : available_formats()) {
        SCOPED_TRACE(format);
        const ExportSettings settings{.format = format};
        const auto out = folder / (format + std::string(clip_format(format).extension));
        try {
            write_clip(clip, settings, {}, out);
            EXPECT_EQ(read_clip(out).frames.size(), 2U);
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::output_unwritable);
            EXPECT_EQ(format, "mp4_h265");
        }
    }
}

TEST(FormatErrorCases, OptionsThatCannotBeAreRefused) {
    const TemporaryFolder folder;
    const auto message = [&](const ExportSettings& settings, double fps) {
        Clip clip = noise_clip(2, 64);
        clip.fps = fps;
        const Error error = error_of([&] { write_clip(clip, settings, {}, folder / "clip"); });
        EXPECT_EQ(error.code(), ErrorCode::invalid_argument);
        EXPECT_TRUE(folder.empty());
        return std::string(error.what());
    };
    EXPECT_THAT(message({.format = "avi"}, 7), HasSubstr("no format 'avi'"));
    EXPECT_THAT(message({.format = "gif"}, 60), HasSubstr("50 frames a second at most"));
    EXPECT_THAT(message({.format = "gif", .gif_colors = 1}, 7), HasSubstr("from 4 to 256"));
    EXPECT_THAT(message({.format = "gif", .gif_dither = "dots"}, 7), HasSubstr("one of none, bayer"));
    EXPECT_THAT(message({.format = "webp", .pixel_format = "yuv420p"}, 7), HasSubstr("takes auto"));
}

// A folder of frames is replaced as a whole; a folder that holds anything else is not touched.
TEST(FrameSequence, ReplacesFramesAlone) {
    const TemporaryFolder folder;
    const ExportSettings settings{.format = "png_sequence"};
    write_clip(noise_clip(5, 16), settings, {}, folder / "clip");
    write_clip(noise_clip(3, 16), settings, {}, folder / "clip");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "clip"), {}), 3);
    EXPECT_EQ(testing::largest_difference(read_clip(folder / "clip").frames[2], noise_clip(3, 16).frames[2]), 0);
    testing::write_file(folder / "clip" / "notes.txt", "mine");
    const Error error = error_of([&] { write_clip(noise_clip(2, 16), settings, {}, folder / "clip"); });
    EXPECT_EQ(error.code(), ErrorCode::output_unwritable);
    EXPECT_THAT(error.what(), HasSubstr("holds other files than frames"));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "clip"), {}), 4);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

// A damaged animated file ends in an error or in frames.
TEST(ReadClipErrors, DamagedAnimatedPictures) {
    const TemporaryFolder folder;
    std::mt19937 random(99);
    for (const std::string format : {"gif", "webp", "apng"}) {
        write_clip(noise_clip(4, 32), {.format = format}, {{"comment", "{}"}}, folder / "whole");
        const std::string original = testing::read_file(folder / "whole");
        int refused = 0;
        for (int round = 0; round < 200; ++round) {
            std::string bytes = original;
            for (int change = 0; change < 3; ++change) bytes[random() % bytes.size()] = static_cast<char>(random());
            if (round % 4 == 0) bytes.resize(1 + random() % bytes.size());
            testing::write_file(folder / "clip", bytes);
            try {
                (void)read_video_info(folder / "clip");
                ASSERT_FALSE(read_clip(folder / "clip").frames.empty());
            } catch (const Error& error) {
                ++refused;
                ASSERT_EQ(error.code(), ErrorCode::clip_unreadable) << error.what();
            }
        }
        EXPECT_GT(refused, 0);
    }
}

}  // namespace
}  // namespace stillwave::media
