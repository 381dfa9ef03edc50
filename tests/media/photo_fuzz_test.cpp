#include <gtest/gtest.h>

#include <random>
#include <string>

#include "media/photo_reader.h"
#include "media_testing.h"

namespace stillwave::media {
namespace {

class PhotoFuzz : public ::testing::TestWithParam<const char*> {};

// Files are damaged in a deterministic way: some bytes are changed, a piece is cut out or the end is cut off. The
// reader must throw an Error or return an image of a believable size; anything else (a crash, a hang, another
// exception) fails.
TEST_P(PhotoFuzz, EndsInAnErrorOrAPicture) {
    const testing::TemporaryFolder folder;
    const std::string original = testing::read_file(testing::data(GetParam()));
    const auto path = folder / GetParam();
    std::mt19937 random(20240611);
    const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random()) % limit; };
    int refused = 0;
    int read = 0;
    for (int round = 0; round < 200; ++round) {
        std::string bytes = original;
        // Half of the changes go to the header, which decides most.
        const std::size_t reach = round % 2 == 0 ? std::min<std::size_t>(bytes.size(), 400) : bytes.size();
        for (std::size_t change = 1 + below(4); change > 0; --change) bytes[below(reach)] = static_cast<char>(random());
        if (round % 5 == 0) bytes.erase(below(bytes.size()), 1 + below(64));
        if (round % 7 == 0) bytes.resize(1 + below(bytes.size()));
        testing::write_file(path, bytes);
        SCOPED_TRACE(round);
        try {
            const Photo photo = read_photo(path, {.max_pixels = 4'000'000});
            ++read;
            ASSERT_FALSE(photo.image.empty());
            ASSERT_EQ(photo.image.pixels->size(), photo.image.size_bytes());
            ASSERT_LE(photo.image.size_bytes(), 3U * 4'000'000U);
        } catch (const Error& error) {
            ++refused;
            ASSERT_EQ(error.code(), ErrorCode::photo_unreadable) << error.what();
        }
    }
    std::cout << GetParam() << ": " << refused << " refused, " << read << " read\n";
    EXPECT_GT(refused, 0);
}

INSTANTIATE_TEST_SUITE_P(Formats, PhotoFuzz,
                         ::testing::Values("orientation_6.jpg", "progressive.jpg", "cmyk_profile.jpg", "plain.png",
                                           "p3.png", "palette_alpha.png", "wide.png", "alpha.webp", "p3.webp",
                                           "plain.tif", "deflate.tif", "wide_tiled.tif", "cmyk_profile.tif", "bits.tif",
                                           "plain.bmp", "palette.bmp", "alpha.bmp", "p3.avif", "orientation_6.avif",
                                           "plain.heic"));

}  // namespace
}  // namespace stillwave::media
