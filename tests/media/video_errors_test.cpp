#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <csignal>
#include <random>
#include <string>
#include <vector>

#include "media/clip_writer.h"
#include "media/video_reader.h"
#include "media_testing.h"
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

void expect_unwritable(const std::filesystem::path& out, const std::string& reason) {
    const Error error = error_of([&] { write_clip(noise_clip(2, 32), {}, {}, out); });
    EXPECT_EQ(error.code(), ErrorCode::output_unwritable);
    EXPECT_THAT(error.what(), HasSubstr(out.string()));
    EXPECT_THAT(error.what(), HasSubstr(reason));
}

TEST(WriteMp4Errors, PlacesThatTakeNoFile) {
    const TemporaryFolder folder;
    testing::write_file(folder / "file", "x");
    expect_unwritable(folder / "missing/clip.mp4", "does not exist; create it");
    expect_unwritable(folder / "file/clip.mp4", "is not a folder");
    expect_unwritable(folder.path(), "is a folder");
    expect_unwritable(folder / "", "is a folder");
}

TEST(WriteMp4Errors, FolderWithoutTheRightToWrite) {
    if (geteuid() == 0) GTEST_SKIP() << "the superuser may write anywhere";
    const TemporaryFolder folder;
    std::filesystem::permissions(folder.path(),
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    expect_unwritable(folder / "clip.mp4", "does not allow it");
    std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all);
}

// A limit on file size stands in for a full disk, at the start, in the middle and while the index is moved to the
// front. It is set in a child process, because it counts for the whole process. The clip that stood there stays.
TEST(WriteMp4Errors, AFileThatCannotGrowLeavesNothing) {
    const TemporaryFolder folder;
    const Clip clip = noise_clip(10, 128);
    write_clip(clip, {}, {}, folder / "whole.mp4");
    const auto whole = std::filesystem::file_size(folder / "whole.mp4");
    std::filesystem::remove(folder / "whole.mp4");
    testing::write_file(folder / "clip.mp4", "what stood here");
    for (const std::uintmax_t limit : {std::uintmax_t{1}, whole / 2, whole - 2000, whole - 100, whole - 1}) {
        SCOPED_TRACE(limit);
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            signal(SIGXFSZ, SIG_IGN);
            const rlimit size{limit, limit};
            setrlimit(RLIMIT_FSIZE, &size);
            int result = 1;
            try {
                write_clip(clip, {}, {}, folder / "clip.mp4");
            } catch (const Error& error) {
                const bool told = std::string(error.what()).find("larger than a file may be") != std::string::npos;
                result = error.code() == ErrorCode::output_unwritable && told ? 0 : 2;
            }
            _exit(result);
        }
        int status = 0;
        ASSERT_EQ(waitpid(child, &status, 0), child);
        EXPECT_TRUE(WIFEXITED(status));
        EXPECT_EQ(WEXITSTATUS(status), 0);
        EXPECT_EQ(testing::read_file(folder / "clip.mp4"), "what stood here");
        EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
    }
}

TEST(WriteMp4Errors, AStopLeavesNothing) {
    for (const int at : {1, 5, 10}) {
        const TemporaryFolder folder;
        std::stop_source source;
        int frames = 0;
        EXPECT_THROW(write_clip(
                         noise_clip(10, 64), {}, {}, folder / "clip.mp4",
                         [&](int frame, int) {
                             frames = frame;
                             if (frame == at) source.request_stop();
                         },
                         source.get_token()),
                     Cancelled);
        EXPECT_EQ(frames, at);
        EXPECT_TRUE(folder.empty());
    }
}

TEST(WriteMp4Errors, AnExceptionOfTheCallerLeavesNothing) {
    const TemporaryFolder folder;
    EXPECT_THROW(write_clip(noise_clip(3, 64), {}, {}, folder / "clip.mp4", [](int, int) { throw std::bad_alloc(); }),
                 std::bad_alloc);
    EXPECT_TRUE(folder.empty());
}

TEST(WriteMp4Errors, ClipsThatCannotBeAreRefused) {
    const TemporaryFolder folder;
    const auto refused = [&](const Clip& clip, const ExportSettings& settings, const Metadata& metadata) {
        EXPECT_EQ(error_of([&] { write_clip(clip, settings, metadata, folder / "clip.mp4"); }).code(),
                  ErrorCode::invalid_argument);
        EXPECT_TRUE(folder.empty());
    };
    refused({}, {}, {});
    for (const double fps : {0.0, -7.0, std::nan(""), HUGE_VAL}) {
        Clip clip = noise_clip(2, 32);
        clip.fps = fps;
        refused(clip, {}, {});
    }
    Clip clip = noise_clip(2, 32);
    clip.frames.push_back(testing::solid(16, 16, 0, 0, 0));
    refused(clip, {}, {});
    refused(noise_clip(2, 32), {}, {{"recipe", "x"}});
    refused(noise_clip(2, 32), {}, {{"comment", std::string("a\0b", 3)}});
    refused(noise_clip(2, 32), {.quality = 101}, {});
}

void expect_unreadable(const std::filesystem::path& path, const std::string& reason) {
    for (const bool whole : {false, true}) {
        const Error error = error_of([&] { whole ? (void)read_clip(path) : (void)read_video_info(path); });
        EXPECT_EQ(error.code(), ErrorCode::clip_unreadable);
        EXPECT_THAT(error.what(), HasSubstr(path.string()));
        EXPECT_THAT(error.what(), HasSubstr(reason));
    }
}

TEST(ReadClipErrors, WhatIsNoClip) {
    const TemporaryFolder folder;
    const auto with = [&](const std::string& bytes) {
        testing::write_file(folder / "clip.mp4", bytes);
        return folder / "clip.mp4";
    };
    expect_unreadable(folder / "nothing.mp4", "does not exist");
    expect_unreadable(folder.path(), "is not a file");
    expect_unreadable(with(""), "is not a video");
    expect_unreadable(with("<!DOCTYPE html><html>"), "is not a video");
    expect_unreadable(testing::data("plain.png"), "is not a video");
}

// Playlists name other files or hosts, none of which is opened.
TEST(ReadClipErrors, PlaylistsAreNotFollowed) {
    const TemporaryFolder folder;
    write_clip(noise_clip(2, 32), {}, {}, folder / "real.mp4");
    testing::write_file(folder / "list.mp4", "ffconcat version 1.0\nfile real.mp4\n");
    testing::write_file(folder / "hls.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nreal.mp4\n#EXT-X-ENDLIST\n");
    expect_unreadable(folder / "list.mp4", "is not a video");
    expect_unreadable(folder / "hls.mp4", "is not a video");
}

TEST(ReadClipErrors, DamageEndsInAnErrorOrFrames) {
    const TemporaryFolder folder;
    write_clip(noise_clip(4, 32), {}, {{"comment", "{}"}}, folder / "whole.mp4");
    const std::string original = testing::read_file(folder / "whole.mp4");
    std::mt19937 random(99);
    int refused = 0;
    for (int round = 0; round < 200; ++round) {
        std::string bytes = original;
        for (int change = 0; change < 3; ++change) bytes[random() % bytes.size()] = static_cast<char>(random());
        if (round % 4 == 0) bytes.resize(1 + random() % bytes.size());
        testing::write_file(folder / "clip.mp4", bytes);
        try {
            (void)read_video_info(folder / "clip.mp4");
            const Clip clip = read_clip(folder / "clip.mp4");
            ASSERT_FALSE(clip.frames.empty());
        } catch (const Error& error) {
            ++refused;
            ASSERT_EQ(error.code(), ErrorCode::clip_unreadable) << error.what();
        }
    }
    EXPECT_GT(refused, 0);
}

}  // namespace
}  // namespace stillwave::media
