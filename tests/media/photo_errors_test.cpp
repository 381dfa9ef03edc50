#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <chrono>
#include <string>

#include "media/photo_reader.h"
#include "media_testing.h"

namespace stillwave::media {
namespace {

using testing::data;
using testing::error_of;
using ::testing::HasSubstr;
using testing::read_file;
using testing::write_file;
using namespace std::string_literals;

void expect_refused(const std::filesystem::path& path, const std::string& reason, const ReadOptions& options = {}) {
    const Error error = error_of([&] { read_photo(path, options); });
    EXPECT_EQ(error.code(), ErrorCode::photo_unreadable) << path;
    EXPECT_THAT(error.what(), HasSubstr(path.string()));
    EXPECT_THAT(error.what(), HasSubstr(reason));
}

TEST(PhotoErrors, SayWhatStandsInThePhotosPlace) {
    const testing::TemporaryFolder folder;
    const auto refused = [&](const std::string& bytes, const std::string& reason) {
        write_file(folder / "photo.jpg", bytes);
        expect_refused(folder / "photo.jpg", reason);
    };
    expect_refused(folder / "nothing.jpg", "does not exist");
    expect_refused(folder.path(), "is a folder");
    refused("", "is empty");
    refused("x", "not a picture");
    refused("<!DOCTYPE html><html><body>404", "HTML page");
    refused("\r\n <html>", "HTML page");
    refused("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "SVG");
    refused(
        "\0\0\0\x18"
        "ftypheic\0\0\0\0mif1heic"s,
        "HEIC");
    refused(
        "\0\0\0\x18"
        "ftypavif\0\0\0\0mif1avif"s,
        "AVIF");
    refused(
        "\0\0\0\x18"
        "ftypisom\0\0\0\0isommp41"s,
        "video");
    refused("\x1a\x45\xdf\xa3"s + std::string(60, '\0'), "video");
    refused("GIF89a"s + std::string(60, '\0'), "GIF");
    refused("%PDF-1.7\n", "PDF");
    refused("version https://git-lfs.github.com/spec/v1\noid sha256:0", "Git LFS");
    refused("II*\0\x10\0\0\0CR\x02\0"s + std::string(60, '\0'), "raw file");
    refused("BM", "not a picture");
}

// A raw file's first directory is a preview (NewSubfileType 1).
TEST(PhotoErrors, CameraRawIsNotTakenForItsPreview) {
    const testing::TemporaryFolder folder;
    std::string bytes =
        "II*\0\x08\0\0\0"s
        "\x01\0"s
        "\xfe\0\x04\0\x01\0\0\0\x01\0\0\0"s
        "\0\0\0\0"s;
    write_file(folder / "a.dng", bytes);
    expect_refused(folder / "a.dng", "raw file");
}

TEST(PhotoErrors, FilesCutShortAreRefused) {
    const testing::TemporaryFolder folder;
    for (const std::string name :
         {"orientation_1.jpg", "progressive.jpg", "grey_jpeg.jpg", "cmyk.jpg", "plain.png", "wide.png", "alpha.png",
          "palette.png", "plain.webp", "alpha.webp", "plain.tif", "deflate.tif", "wide.tif", "wide_tiled.tif",
          "cmyk.tif", "bits.tif", "plain.bmp", "palette.bmp", "alpha.bmp"}) {
        const std::string bytes = read_file(data(name));
        for (const double part : {0.1, 0.3, 0.5, 0.7, 0.9, 0.97}) {
            SCOPED_TRACE(name + " cut to " + std::to_string(part));
            write_file(folder / name,
                       bytes.substr(0, static_cast<std::size_t>(part * static_cast<double>(bytes.size()))));
            expect_refused(folder / name, name);
        }
    }
}

// Bytes in the middle of the compressed data are damaged, so the rest is not the photo.
TEST(PhotoErrors, DamagedPngAndWebpAreRefused) {
    const testing::TemporaryFolder folder;
    for (const std::string name : {"plain.png", "wide.png"}) {
        std::string bytes = read_file(data(name));
        bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x55);
        write_file(folder / name, bytes);
        expect_refused(folder / name, "damaged");
    }
}

long peak_resident_kib() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

std::string big_endian(std::uint32_t value) {
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
            static_cast<char>(value)};
}

std::string little_endian(std::uint32_t value) {
    const std::string text = big_endian(value);
    return {text.rbegin(), text.rend()};
}

// Headers that claim far more than the file holds; each is refused from the header, in little time and memory.
TEST(PhotoErrors, BombsAreRefusedBeforeMemoryIsTaken) {
    const testing::TemporaryFolder folder;
    (void)read_photo(data("plain.png"));
    const long before = peak_resident_kib();
    const auto start = std::chrono::steady_clock::now();

    std::string png = read_file(data("plain.png"));
    // The checksum of the header is that of 60000 x 60000, so that nothing but the size is wrong.
    png.replace(16, 8, big_endian(60000) + big_endian(60000));
    png.replace(29, 4,
                "\x0f"
                "\xb0"
                "\xe2"
                "\x15");
    write_file(folder / "bomb.png", png);
    expect_refused(folder / "bomb.png", "60000 x 60000 pixels, more than the 200000000");

    std::string bmp = read_file(data("plain.bmp"));
    bmp.replace(18, 8, little_endian(60000) + little_endian(60000));
    write_file(folder / "bomb.bmp", bmp);
    expect_refused(folder / "bomb.bmp", "60000 x 60000 pixels, more than the 200000000");
    bmp.replace(18, 8, little_endian(0x7fffffff) + little_endian(0x80000000));
    write_file(folder / "absurd.bmp", bmp);
    expect_refused(folder / "absurd.bmp", "a side may have 100000 at most");
    bmp.replace(18, 8, little_endian(0) + little_endian(64));
    write_file(folder / "zero.bmp", bmp);
    expect_refused(folder / "zero.bmp", "claims 0 x 64 pixels");

    std::string jpeg = read_file(data("orientation_1.jpg"));
    const std::size_t frame = jpeg.find("\xff\xc0\0\x11\x08"s);
    ASSERT_NE(frame, std::string::npos);
    jpeg.replace(frame + 5, 4, "\xfd\xe8\xfd\xe8");
    write_file(folder / "bomb.jpg", jpeg);
    expect_refused(folder / "bomb.jpg", "65000 x 65000 pixels, more than the 200000000");

    // The size property of the AVIF says 60000 times 60000.
    std::string avif = testing::read_file(testing::data("plain.avif"));
    const std::size_t property = avif.find("ispe");
    ASSERT_NE(property, std::string::npos);
    for (const std::size_t offset : {8U, 12U}) avif.replace(property + offset, 4, "\0\0\xea\x60"s);
    write_file(folder / "bomb.avif", avif);
    expect_refused(folder / "bomb.avif", "bomb.avif");

    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
    EXPECT_LT(peak_resident_kib() - before, 64 * 1024);
}

TEST(PhotoErrors, TheLimitIsTheCallers) {
    const auto path = data("plain.png");  // 96 x 64
    EXPECT_NO_THROW(read_photo(path, {.max_pixels = 96 * 64}));
    expect_refused(path, "96 x 64 pixels, more than the 6143", {.max_pixels = 96 * 64 - 1});
}

TEST(PhotoErrors, ABackgroundThatIsNoColourIsRefused) {
    for (const std::string text : {"", "black", "#12345", "#12345g", "1234567"}) {
        const Error error = error_of([&] { read_photo(data("plain.png"), {.background = text}); });
        EXPECT_EQ(error.code(), ErrorCode::invalid_argument) << text;
    }
}

}  // namespace
}  // namespace stillwave::media
