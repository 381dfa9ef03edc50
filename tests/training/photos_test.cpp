#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>

#include "nn/safetensors.h"
#include "training/draws.h"
#include "training/photo_crops.h"
#include "training/training_testing.h"

namespace stillwave::training {
namespace {

using test::error_of;
using testing::HasSubstr;

TEST(PhotoPack, GivesThePixelsBack) {
    const test::PhotoFolder folder(3);
    const auto pack = PhotoPack::open(folder.pack());
    ASSERT_EQ(pack.size(), 3);
    EXPECT_EQ(pack.name(2), "photo 2");
    const auto image = test::picture(80, 60, 2);
    const auto& photo = pack.photo(2);
    ASSERT_EQ(photo.sizes(), at::IntArrayRef({3, 60, 80}));
    for (const auto [x, y, channel] : {std::array{0, 0, 0}, std::array{79, 59, 2}, std::array{33, 7, 1}})
        EXPECT_EQ(photo[channel][y][x].item<int>(),
                  (*image.pixels)[static_cast<std::size_t>((y * 80 + x) * 3 + channel)]);
}

TEST(PhotoPack, IsKnownByItsContent) {
    const test::PhotoFolder one(3), same(3), other(2);
    EXPECT_EQ(PhotoPack::open(one.pack()).fingerprint(), PhotoPack::open(same.pack()).fingerprint());
    EXPECT_NE(PhotoPack::open(one.pack()).fingerprint(), PhotoPack::open(other.pack()).fingerprint());
}

TEST(PhotoPack, NamesWhatIsWrong) {
    const test::PhotoFolder folder(1);
    const auto file = folder.path() / "bad.safetensors";
    EXPECT_EQ(error_of([&] { PhotoPack::open(file); }).code(), ErrorCode::model_not_found);
    EXPECT_EQ(error_of([&] { pack_photos(file, {}); }).code(), ErrorCode::invalid_argument);
    pack_photos(file, {{"tiny.jpg", "CC0", test::picture(20, 9, 0)}});
    const auto error = error_of([&] { PhotoPack::open(file); });
    EXPECT_EQ(error.code(), ErrorCode::photo_unreadable);
    EXPECT_THAT(error.what(), HasSubstr("'tiny.jpg'"));
    EXPECT_THAT(error.what(), HasSubstr(file.string()));
    nn::save_safetensors(file, {});
    EXPECT_EQ(error_of([&] { PhotoPack::open(file); }).code(), ErrorCode::photo_unreadable);
}

TEST(Crops, FollowFromTheirDraws) {
    const test::PhotoFolder folder(1);
    const auto pack = PhotoPack::open(folder.pack());
    const auto settings = folder.settings();
    const auto draw = [&](std::int64_t index) {
        return draw_crop(pack.photo(0), settings, generator_of(1, Purpose::training_pass, index));
    };
    EXPECT_TRUE(at::equal(draw(0).surroundings, draw(0).surroundings));
    bool differ = false;
    for (int i = 0; i < 40; ++i) {
        const auto crop = draw(i);
        ASSERT_EQ(crop.first_frame().sizes(), at::IntArrayRef({3, 16, 32}));
        EXPECT_LE(crop.first_frame().abs().max().item<double>(), 1);
        differ = differ || !at::equal(crop.first_frame(), draw(0).first_frame());
    }
    EXPECT_TRUE(differ);
}

TEST(Crops, MirrorHalfOfThePhotos) {
    const test::PhotoFolder folder(1);
    const auto pack = PhotoPack::open(folder.pack());
    auto settings = folder.settings();
    settings.width = 80;
    settings.height = 60;
    settings.crop_scale_min = 1;
    settings.color_jitter = 0;
    const auto plain = middle_crop(pack.photo(0), 80, 60).first_frame();
    int mirrored = 0;
    for (int i = 0; i < 60; ++i) {
        const auto crop = draw_crop(pack.photo(0), settings, generator_of(1, Purpose::training_pass, i)).first_frame();
        const bool is_mirrored = at::equal(crop, plain.flip({2}));
        EXPECT_TRUE(is_mirrored || at::equal(crop, plain));
        mirrored += is_mirrored ? 1 : 0;
    }
    EXPECT_GT(mirrored, 15);
    EXPECT_LT(mirrored, 45);
}

TEST(Draws, DifferByPurposeAndNumber) {
    const auto draw = [](Purpose purpose, std::int64_t index) {
        return draw_uniform(generator_of(3, purpose, index), 0, 1);
    };
    EXPECT_EQ(draw(Purpose::training_pass, 7), draw(Purpose::training_pass, 7));
    EXPECT_NE(draw(Purpose::training_pass, 7), draw(Purpose::training_pass, 8));
    EXPECT_NE(draw(Purpose::training_pass, 7), draw(Purpose::evaluation, 7));
    auto generator = generator_of(3, Purpose::training_pass, 0);
    int low = 0, high = 0;
    for (int i = 0; i < 300; ++i) {
        const auto number = draw_integer(generator, 1, 3);
        ASSERT_GE(number, 1);
        ASSERT_LE(number, 3);
        low += number == 1 ? 1 : 0;
        high += number == 3 ? 1 : 0;
    }
    EXPECT_GT(low, 60);
    EXPECT_GT(high, 60);
}

}  // namespace
}  // namespace stillwave::training
