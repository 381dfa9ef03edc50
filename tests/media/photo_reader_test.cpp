#include "media/photo_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "media_testing.h"

// The files and their truths are made by tests/reference/make_media_data.py with Pillow and LittleCMS.
namespace stillwave::media {
namespace {

using testing::data;
using testing::largest_difference;

const ReadOptions over_blue{.background = "#3366cc"};

struct PhotoCase {
    const char* file;
    const char* truth;  ///< NAME of NAME.truth.png
    int tolerance;      ///< levels of 255
};

class PhotoFiles : public ::testing::TestWithParam<PhotoCase> {};

TEST_P(PhotoFiles, DecodeAsTheReference) {
    const auto& [file, truth, tolerance] = GetParam();
    const Image expected = read_photo(data(std::string(truth) + ".truth.png")).image;
    const Image image = read_photo(data(file), over_blue).image;
    const int largest = largest_difference(image, expected);
    std::cout << file << ": largest difference " << largest << "\n";
    EXPECT_LE(largest, tolerance);
}

INSTANTIATE_TEST_SUITE_P(Plain, PhotoFiles,
                         ::testing::Values(PhotoCase{"plain.png", "chart", 0}, PhotoCase{"plain.webp", "chart", 0},
                                           PhotoCase{"plain.bmp", "chart", 0}, PhotoCase{"plain.tif", "chart", 0},
                                           PhotoCase{"deflate.tif", "chart", 0},
                                           PhotoCase{"progressive.jpg", "progressive", 2}));
INSTANTIATE_TEST_SUITE_P(Grey, PhotoFiles,
                         ::testing::Values(PhotoCase{"grey.png", "grey", 0}, PhotoCase{"grey.tif", "grey", 0},
                                           PhotoCase{"grey.bmp", "grey", 0}, PhotoCase{"grey_jpeg.jpg", "grey_jpeg", 1},
                                           PhotoCase{"bits.png", "bits", 0}, PhotoCase{"bits.tif", "bits", 0}));
INSTANTIATE_TEST_SUITE_P(Palette, PhotoFiles,
                         ::testing::Values(PhotoCase{"palette.png", "palette", 0},
                                           PhotoCase{"palette.bmp", "palette", 0},
                                           PhotoCase{"palette_alpha.png", "palette_alpha", 0}));
INSTANTIATE_TEST_SUITE_P(Alpha, PhotoFiles,
                         ::testing::Values(PhotoCase{"alpha.png", "alpha", 0}, PhotoCase{"alpha.webp", "alpha", 0},
                                           PhotoCase{"alpha.tif", "alpha", 0}, PhotoCase{"alpha.bmp", "alpha", 0},
                                           PhotoCase{"grey_alpha.png", "grey_alpha", 0}));
INSTANTIATE_TEST_SUITE_P(SixteenBits, PhotoFiles,
                         ::testing::Values(PhotoCase{"wide.png", "wide", 0}, PhotoCase{"wide.tif", "wide", 0},
                                           PhotoCase{"wide_tiled.tif", "wide", 0},
                                           PhotoCase{"wide_grey.png", "wide_grey", 0},
                                           PhotoCase{"wide_alpha.png", "wide_alpha", 1}));
INSTANTIATE_TEST_SUITE_P(Profiles, PhotoFiles,
                         ::testing::Values(PhotoCase{"p3.png", "p3", 1}, PhotoCase{"p3.webp", "p3", 1},
                                           PhotoCase{"p3.tif", "p3", 1}, PhotoCase{"swapped.png", "swapped", 2},
                                           PhotoCase{"grey_profile.png", "grey_profile", 1},
                                           PhotoCase{"cmyk_profile.tif", "cmyk_profile", 2},
                                           // A profile that breaks off is left out, as viewers do.
                                           PhotoCase{"broken_profile.png", "chart", 0}));
INSTANTIATE_TEST_SUITE_P(JpegProfiles, PhotoFiles,
                         ::testing::Values(PhotoCase{"p3.jpg", "p3_jpeg", 2},
                                           PhotoCase{"swapped.jpg", "swapped_jpeg", 2},
                                           PhotoCase{"cmyk_profile.jpg", "cmyk_profile_jpeg", 2}));
// The files have JPEG's loss, the truth has not.
INSTANTIATE_TEST_SUITE_P(
    Orientations, PhotoFiles,
    ::testing::Values(PhotoCase{"orientation_1.jpg", "chart", 24}, PhotoCase{"orientation_2.jpg", "chart", 24},
                      PhotoCase{"orientation_3.jpg", "chart", 24}, PhotoCase{"orientation_4.jpg", "chart", 24},
                      PhotoCase{"orientation_5.jpg", "chart", 24}, PhotoCase{"orientation_6.jpg", "chart", 24},
                      PhotoCase{"orientation_7.jpg", "chart", 24}, PhotoCase{"orientation_8.jpg", "chart", 24},
                      PhotoCase{"orientation_6.png", "chart", 0}, PhotoCase{"orientation_6.webp", "chart", 0},
                      PhotoCase{"orientation_6.tif", "chart", 0}));
// AVIF and HEIC files of the best quality by other encoders than ours (make_heif_data.py); HEIC has BT.601's rounding
// and its own loss at the patches' edges.
INSTANTIATE_TEST_SUITE_P(Heif, PhotoFiles,
                         ::testing::Values(PhotoCase{"plain.avif", "chart", 3}, PhotoCase{"p3.avif", "p3", 8},
                                           PhotoCase{"alpha.avif", "alpha", 3},
                                           PhotoCase{"orientation_6.avif", "chart", 3},
                                           PhotoCase{"plain.heic", "chart", 5}));

// Returns the value at the middle of a patch. The chart's right half holds patches of 16 px from x = 48 on, three in a
// row.
std::array<int, 3> patch(const Image& image, int column, int row) {
    const std::size_t offset =
        3 * (static_cast<std::size_t>(16 * row + 8) * 96 + 48 + 16 * static_cast<std::size_t>(column) + 8);
    return {image.data()[offset], image.data()[offset + 1], image.data()[offset + 2]};
}

// A CMYK photo without a profile has no reference, so the test asks that white stays white, ink stays dark and hues
// stay what they are, and that JPEG (which stores CMYK inverted) agrees with TIFF.
TEST(PhotoReader, CmykWithoutProfileKeepsItsColours) {
    const Image tiff = read_photo(data("cmyk.tif")).image;
    const Image jpeg = read_photo(data("cmyk.jpg")).image;
    const auto [white, black, red, green] =
        std::array{patch(tiff, 0, 2), patch(tiff, 1, 2), patch(tiff, 0, 0), patch(tiff, 1, 0)};
    for (const int channel : white) EXPECT_GE(channel, 250);
    for (const int channel : black) EXPECT_LE(channel, 60);
    EXPECT_GT(red[0], 2 * std::max(red[1], red[2]));
    EXPECT_GT(green[1], green[0] + 50);
    for (int row = 0; row < 4; ++row)
        for (int column = 0; column < 3; ++column)
            for (std::size_t channel = 0; channel < 3; ++channel)
                EXPECT_NEAR(patch(tiff, column, row)[channel], patch(jpeg, column, row)[channel], 3);
}

TEST(PhotoReader, ContentDecidesNotTheName) {
    const testing::TemporaryFolder folder;
    testing::write_file(folder / "really_a_webp.jpg", testing::read_file(data("plain.webp")));
    testing::write_file(folder / "no_extension", testing::read_file(data("plain.bmp")));
    const std::string hash = read_photo(data("plain.png")).sha256_of_pixels;
    EXPECT_EQ(read_photo(folder / "really_a_webp.jpg").sha256_of_pixels, hash);
    EXPECT_EQ(read_photo(folder / "no_extension").sha256_of_pixels, hash);
}

TEST(PhotoReader, BackgroundShowsWhereThePhotoIsTransparent) {
    const Image image = read_photo(data("alpha.png"), {.background = "#0a141e"}).image;
    EXPECT_EQ(image.data()[0], 10);
    EXPECT_EQ(image.data()[1], 20);
    EXPECT_EQ(image.data()[2], 30);
}

// libvips keeps one text of errors for the process: a damaged photo on one thread must not spoil another's.
TEST(PhotoReader, SeveralThreadsDoNotDisturbEachOther) {
    const testing::TemporaryFolder folder;
    const std::string bytes = testing::read_file(data("plain.png"));
    testing::write_file(folder / "cut.png", bytes.substr(0, bytes.size() * 9 / 10));
    const std::string hash = read_photo(data("plain.png")).sha256_of_pixels;
    std::atomic<int> wrong{0};
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 50; ++i) {
                    try {
                        const bool damaged = (t + i) % 2 == 0;
                        const Photo photo = read_photo(damaged ? folder / "cut.png" : data("plain.png"));
                        if (damaged || photo.sha256_of_pixels != hash) ++wrong;
                    } catch (const Error&) {
                        if ((t + i) % 2 != 0) ++wrong;
                    }
                }
            });
    }
    EXPECT_EQ(wrong, 0);
}

TEST(PhotoReader, HashIsOfTheDecodedPixels) {
    const Photo photo = read_photo(data("plain.png"));
    EXPECT_EQ(photo.sha256_of_pixels, pixels_sha256(photo.image));
    EXPECT_NE(photo.sha256_of_pixels, read_photo(data("p3.png")).sha256_of_pixels);
}

}  // namespace
}  // namespace stillwave::media
