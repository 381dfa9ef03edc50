#include "media/sha256.h"

#include <gtest/gtest.h>

#include <string>

#include "media/photo_reader.h"

namespace stillwave::media {
namespace {

std::span<const std::byte> bytes_of(const std::string& text) {
    return std::as_bytes(std::span(text));
}

// The vectors of FIPS 180-4's examples.
TEST(Sha256, GivesThePublishedValues) {
    EXPECT_EQ(sha256_hex({}), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex(bytes_of("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex(bytes_of(std::string(1'000'000, 'a'))),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, PiecesHashAsTheWhole) {
    const std::string text(100'003, 'x');
    Sha256 hash;
    for (std::size_t i = 0; i < text.size(); i += 997) hash.update(bytes_of(text.substr(i, 997)));
    EXPECT_EQ(hash.finish_hex(), sha256_hex(bytes_of(text)));
}

TEST(PixelsSha256, TellsShapesApart) {
    const Image wide(2, 1, {1, 2, 3, 4, 5, 6});
    const Image tall(1, 2, {1, 2, 3, 4, 5, 6});
    EXPECT_NE(pixels_sha256(wide), pixels_sha256(tall));
    // Width and height as 32-bit little-endian numbers, then the pixels; hashed with Python's hashlib.
    EXPECT_EQ(pixels_sha256(wide), "f25af82c68d29a6c012779bae23ccc6e5640b399d8b0e0b4eddb25ea7f2a61dd");
}

}  // namespace
}  // namespace stillwave::media
