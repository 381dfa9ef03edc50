// Tests of the places where the photo cannot follow the motion, so that photo detail shows the model's frame.
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "motion/photo_detail.h"
#include "motion/rendered_motion.h"
#include "types/error.h"

namespace stillwave::motion {
namespace {

using rendered::as_model;
using rendered::to_image;
using rendered::to_mat;

// A lone square moves over the photo and uncovers places that the photo does not show.
TEST(DetailFallback, WhatIsBehindIsEnlargedAsAsked) {
    const Clip truth = rendered::move(
        "coffee.png", [](float x, float y, int) { return cv::Point2f(x, y); }, 4);
    Clip moved = truth;
    for (std::size_t t = 0; t < moved.frames.size(); ++t) {
        cv::Mat3b frame = to_mat(truth.frames[t]);
        const cv::Rect square(120 + 24 * static_cast<int>(t), 80, 110, 110);
        for (int y = 0; y < square.height; ++y)
            for (int x = 0; x < square.width; ++x)
                frame(square.y + y, square.x + x) =
                    (x / 11 + y / 11) % 2 == 0 ? cv::Vec3b(250, 240, 90) : cv::Vec3b(20, 60, 160);
        moved.frames[t] = to_image(frame);
    }
    const Clip model = as_model(moved);
    PhotoDetailOptions options;
    options.keep_confidence = true;
    const auto plain = photo_detail(model, moved.frames[0], options);
    int asked = 0;
    options.enlarge = [&](const Image& frame, int width, int height) {
        EXPECT_EQ(frame.width, rendered::model_width);
        EXPECT_EQ(width, moved.frames[0].width);
        EXPECT_EQ(height, moved.frames[0].height);
        ++asked;
        return to_image(cv::Mat3b(height, width, cv::Vec3b(255, 0, 255)));
    };
    const auto marked = photo_detail(model, moved.frames[0], options);
    EXPECT_EQ(asked, 3);
    const cv::Mat3b before = to_mat(plain.clip.frames.back());
    const cv::Mat3b after = to_mat(marked.clip.frames.back());
    cv::Mat3b trust;
    cv::resize(to_mat(plain.confidence_maps.back()), trust, before.size(), 0, 0, cv::INTER_LINEAR);
    int whole = 0;
    int lost = 0;
    for (int y = 0; y < before.rows; ++y)
        for (int x = 0; x < before.cols; ++x) {
            if (trust(y, x)[0] == 255) {
                ++whole;
                // Tints are enlarged along with the frame or by themselves, which rounds differently.
                for (int c = 0; c < 3; ++c) EXPECT_NEAR(before(y, x)[c], after(y, x)[c], 1);
            } else if (trust(y, x)[0] == 0) {
                ++lost;
                EXPECT_GT(after(y, x)[0], 180);
                EXPECT_LT(after(y, x)[1], 75);
            }
        }
    EXPECT_GT(whole, before.rows * before.cols / 4);
    EXPECT_GT(lost, 1000);

    options.enlarge = [](const Image& frame, int, int) { return frame; };
    EXPECT_THROW(photo_detail(model, moved.frames[0], options), Error);
}

TEST(DetailFallback, APhotoThatStandsStillNeedsNothingBehindIt) {
    const Clip truth = rendered::move(
        "coffee.png", [](float x, float y, int) { return cv::Point2f(x, y); }, 3);
    Clip model;
    model.fps = truth.fps;
    for (const auto& frame : truth.frames) {
        cv::Mat3b small;
        cv::resize(to_mat(frame), small, {rendered::model_width, rendered::model_height}, 0, 0, cv::INTER_AREA);
        model.frames.push_back(to_image(small));
    }
    PhotoDetailOptions options;
    options.enlarge = [](const Image& frame, int, int) {
        ADD_FAILURE() << "it was asked for";
        return frame;
    };
    EXPECT_EQ(photo_detail(model, truth.frames[0], options).mean_confidence, 1.0);
}

}  // namespace
}  // namespace stillwave::motion
