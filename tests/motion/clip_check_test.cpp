#include "motion/clip_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "motion/rendered_motion.h"
#include "types/error.h"

namespace stillwave::motion {
namespace {

using rendered::to_image;
using rendered::to_mat;

Clip pan(const std::string& name, float px_per_frame) {
    return rendered::as_model(rendered::move(
        name, [=](float x, float y, int t) { return cv::Point2f(x + px_per_frame * static_cast<float>(t), y); }, 6));
}

/// Returns the clip with every level times `gain` plus `offset`.
Clip toned(const Clip& clip, double gain, double offset) {
    Clip result;
    result.fps = clip.fps;
    for (const Image& frame : clip.frames) {
        cv::Mat3b rgb;
        to_mat(frame).convertTo(rgb, CV_8U, gain, offset);
        result.frames.push_back(to_image(rgb));
    }
    return result;
}

Image flat(std::uint8_t level) {
    return Image(256, 144, std::vector<std::uint8_t>(256 * 144 * 3, level));
}

/// Expects that both forms of the check reject the clip, with a reason that contains `why`.
void expect_rejected(const Clip& clip, const Image& photo, const std::string& why) {
    for (const bool beside_photo : {false, true}) {
        try {
            beside_photo ? check_clip(clip, photo) : check_clip(clip);
            ADD_FAILURE() << "accepted a clip that should fail: " << why << ", beside the photo: " << beside_photo;
        } catch (const Error& e) {
            EXPECT_EQ(e.code(), ErrorCode::clip_rejected);
            EXPECT_THAT(e.what(), testing::HasSubstr(why));
            EXPECT_THAT(e.what(), testing::HasSubstr("again with dtype float32"));
        }
    }
}

TEST(ClipCheck, AcceptsAMovingClip) {
    const Clip clip = pan("coffee.png", 2.0F);
    EXPECT_NO_THROW(check_clip(clip));
    EXPECT_NO_THROW(check_clip(clip, clip.frames[0]));
}

TEST(ClipCheck, RejectsNoFramesEmptyFramesAndOtherSizes) {
    Clip clip = pan("coffee.png", 2.0F);
    const Image photo = clip.frames[0];
    expect_rejected({}, photo, "no frames");
    Clip emptied = clip;
    emptied.frames[3] = Image();
    expect_rejected(emptied, photo, "Frame 3 of the clip is empty");
    clip.frames[2] = to_image(to_mat(clip.frames[2])(cv::Rect(0, 0, 255, 144)));
    expect_rejected(clip, photo, "Frame 2 of the clip is 255x144, the first is 256x144");
}

TEST(ClipCheck, RejectsOneBlackFrameAmongGoodOnes) {
    Clip clip = pan("coffee.png", 2.0F);
    const Image photo = clip.frames[0];
    cv::Mat3b nearly_black(144, 256, cv::Vec3b(2, 1, 3));
    nearly_black(70, 70) = {255, 255, 255};  // a stray pixel does not save it
    clip.frames[4] = to_image(nearly_black);
    expect_rejected(clip, photo, "Frame 4 of the clip is black");
}

TEST(ClipCheck, RejectsAFlatFrame) {
    Clip clip = pan("coffee.png", 2.0F);
    const Image photo = clip.frames[0];
    clip.frames[5] = flat(128);
    expect_rejected(clip, photo, "Frame 5 of the clip is one flat colour");
}

TEST(ClipCheck, RejectsAFrozenClipEvenWithRoundingNoise) {
    Clip clip = pan("coffee.png", 2.0F);
    const Image photo = clip.frames[0];
    std::fill(clip.frames.begin(), clip.frames.end(), photo);
    cv::Mat3b rounded = to_mat(photo);
    rounded(3, 3) += cv::Vec3b(1, 0, 1);
    clip.frames[2] = to_image(rounded);
    expect_rejected(clip, photo, "frozen");
}

TEST(ClipCheck, AcceptsAFrozenClipOfAFlatWallOnlyBesideItsPhoto) {
    Clip clip;
    clip.frames.assign(4, flat(120));
    EXPECT_NO_THROW(check_clip(clip, flat(120)));
    EXPECT_THROW(check_clip(clip), Error);
}

TEST(ClipCheck, AcceptsOneFrame) {
    Clip clip = pan("cat.png", 0.0F);
    clip.frames.resize(1);
    EXPECT_NO_THROW(check_clip(clip));
}

TEST(ClipCheck, RaisesNoFalseAlarm) {
    for (const char* name : {"coffee.png", "cat.png", "rocket.jpg"}) {
        const Clip drift = pan(name, 0.12F);  // 0.3 px at the model's size over the clip
        EXPECT_NO_THROW(check_clip(drift));
        EXPECT_NO_THROW(check_clip(drift, drift.frames[0]));
        const Clip night = toned(drift, 0.08, 0.0);
        EXPECT_NO_THROW(check_clip(night)) << name;
        EXPECT_NO_THROW(check_clip(night, night.frames[0])) << name;
        const Clip fog = toned(drift, 0.04, 170.0);
        EXPECT_NO_THROW(check_clip(fog)) << name;
        EXPECT_NO_THROW(check_clip(fog, fog.frames[0])) << name;
    }
    Clip black;
    black.frames.assign(3, flat(1));
    EXPECT_NO_THROW(check_clip(black, flat(0)));
}

}  // namespace
}  // namespace stillwave::motion
