#include "motion/motion_transplant.h"

#include <gmock/gmock.h>

#include <cstdio>
#include <opencv2/imgproc.hpp>

#include "motion/dense_flow.h"
#include "motion/motion_scores.h"
#include "motion/rendered_motion.h"
#include "types/error.h"

namespace stillwave::motion {
namespace {

using rendered::to_image;
using rendered::to_mat;

constexpr int frames = 6;

// Px at the driving clip's size of 512 x 288; a push-in that goes 1 % a frame.
cv::Point2f push_in(float x, float y, int t) {
    const float in = 1.0F - 0.01F * static_cast<float>(t);
    return {255.5F + in * (x - 255.5F), 143.5F + in * (y - 143.5F)};
}

Image other_photo(int width, int height) {
    cv::Mat3b photo;
    cv::resize(rendered::sample("coffee.png")(cv::Rect(0, 20, 576, 324)), photo, {width, height}, 0, 0, cv::INTER_AREA);
    return to_image(photo);
}

std::vector<Image> transplanted(const Clip& driving, const Image& photo, int long_side = 2048) {
    std::vector<Image> result;
    transplant_motion(driving, photo, long_side, [&](Image frame) { result.push_back(std::move(frame)); });
    return result;
}

// The other photo, moved as the rendered truth moves, is what comes out.
TEST(MotionTransplant, MovesAnotherPhotoAsTheClipMoves) {
    const auto driving = rendered::move("astronaut.png", push_in, frames);
    const auto photo = other_photo(512, 288);
    const auto moved = transplanted(driving, photo);
    ASSERT_EQ(moved.size(), driving.frames.size());
    EXPECT_EQ(psnr_db(moved.front(), photo), 100);
    cv::Mat2f places(288, 512);
    for (int y = 0; y < places.rows; ++y)
        for (int x = 0; x < places.cols; ++x)
            places(y, x) = push_in(static_cast<float>(x), static_cast<float>(y), frames - 1);
    cv::Mat3b truth;
    cv::remap(to_mat(photo), truth, places, cv::noArray(), cv::INTER_CUBIC, cv::BORDER_REFLECT_101);
    const double moved_db = psnr_db(moved.back(), to_image(truth)), still_db = psnr_db(photo, to_image(truth));
    std::printf("    last frame against the truth %.1f dB, the photo itself %.1f dB\n", moved_db, still_db);
    EXPECT_GT(moved_db, 27);
    EXPECT_LT(still_db, 25);
}

TEST(MotionTransplant, WorksAtThePhotosOwnSize) {
    const auto driving = rendered::move("cat.png", push_in, 3);
    const auto moved = transplanted(driving, other_photo(1025, 577), 800);
    EXPECT_EQ(moved.back().width, 800);
    EXPECT_EQ(moved.back().height, 450);
    EXPECT_GT(sharpness(moved.back()), 0.7 * sharpness(moved.front()));
}

TEST(MotionTransplant, RefusesAPhotoOfAnotherShape) {
    const auto driving = rendered::move("cat.png", push_in, 3);
    try {
        transplanted(driving, other_photo(512, 400));
        FAIL() << "nothing was refused";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::invalid_argument);
        EXPECT_THAT(error.what(), testing::HasSubstr("shape"));
    }
    EXPECT_THROW(transplanted({}, other_photo(512, 288)), Error);
}

}  // namespace
}  // namespace stillwave::motion
