#include "motion/colour_match.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>

#include "types/error.h"

namespace stillwave::motion {
namespace {

/// Three levels and three channels that go together, as in photos.
Image picture(std::uint32_t seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> bright(120, 30), own(0, 12);
    std::vector<std::uint8_t> pixels;
    for (int i = 0; i < 64 * 48; ++i) {
        const double common = bright(random);
        for (int channel = 0; channel < 3; ++channel)
            pixels.push_back(static_cast<std::uint8_t>(std::clamp(common + own(random), 5.0, 250.0)));
    }
    return {64, 48, std::move(pixels)};
}

std::vector<std::uint8_t> levels(const Image& image) {
    return {image.data(), image.data() + image.size_bytes()};
}

/// The picture as a clip may come to look: darker, warmer, with less contrast.
Image drifted(const Image& image) {
    constexpr double scale[] = {0.9, 0.8, 0.7}, offset[] = {8, 4, 0};
    auto changed = levels(image);
    for (std::size_t i = 0; i < changed.size(); ++i)
        changed[i] = static_cast<std::uint8_t>(std::lround(changed[i] * scale[i % 3] + offset[i % 3]));
    return {image.width, image.height, std::move(changed)};
}

double mean_difference(const Image& a, const Image& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size_bytes(); ++i) sum += std::abs(int{a.data()[i]} - int{b.data()[i]});
    return sum / static_cast<double>(a.size_bytes());
}

TEST(ColourMatch, BringsAChangedPictureBack) {
    const auto before = picture(1), after = drifted(before);
    const ColourMatch match({after}, {before});
    const double left = mean_difference(match.apply(after, 1), before), was = mean_difference(after, before);
    RecordProperty("levels_before", std::to_string(was));
    RecordProperty("levels_after", std::to_string(left));
    EXPECT_GT(was, 15);
    EXPECT_LT(left, 2);
}

TEST(ColourMatch, ChangesNothingBetweenEqualColoursOrByNoShare) {
    const auto image = picture(2);
    EXPECT_LT(mean_difference(ColourMatch({image}, {image}).apply(image, 1), image), 0.1);
    EXPECT_EQ(levels(ColourMatch({image}, {drifted(image)}).apply(image, 0)), levels(image));
}

TEST(ColourMatch, ChangesByAPart) {
    const auto image = picture(3), other = drifted(image);
    const ColourMatch match({image}, {other});
    EXPECT_NEAR(mean_difference(match.apply(image, 0.5), image), mean_difference(other, image) / 2, 2);
}

TEST(ColourMatch, SpreadsAFlatPictureOnlySoFar) {
    const Image flat(4, 4, std::vector<std::uint8_t>(48, 90));
    const auto matched = ColourMatch({flat}, {picture(4)}).apply(flat, 1);
    EXPECT_TRUE(std::ranges::all_of(levels(matched), [](auto level) { return level > 90 && level < 150; }));
}

TEST(ColourMatch, RefusesEmptyPictures) {
    EXPECT_THROW(ColourMatch({}, {picture(5)}), Error);
    EXPECT_THROW(ColourMatch({picture(5)}, {Image()}), Error);
}

}  // namespace
}  // namespace stillwave::motion
