#include "motion/seam_score.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <opencv2/imgproc.hpp>

#include "motion/periodic_motion.h"
#include "types/error.h"

namespace stillwave::motion {
namespace {

using rendered::along;
using rendered::rms_levels;
using rendered::to_image;
using rendered::to_mat;
using rendered::window;

constexpr int count = 12;
constexpr double turn = 2.0 * CV_PI / count;

/// A function that renders the frame at `moment` of a clip with a known fault at its seam. Past the clip's end it
/// renders the frames that should follow.
using Render = std::function<Image(int moment)>;

Image circling(const std::string& photo, double angle) {
    return window(photo, {static_cast<float>(10.0 * std::cos(angle)), static_cast<float>(6.0 * std::sin(angle))});
}

Render phase_jump(const std::string& photo, double radians) {
    return [=](int t) { return circling(photo, t * (turn - radians / count)); };
}

Render brightness_jump(const std::string& photo, double gain) {
    return [=](int t) {
        cv::Mat3b frame;
        to_mat(circling(photo, t * turn)).convertTo(frame, CV_8U, 1.0 - gain * t / count);
        return to_image(frame);
    };
}

Render blur_jump(const std::string& photo, double sigma_px) {
    return [=](int t) {
        cv::Mat3b frame = to_mat(circling(photo, t * turn));
        if (t > 0) cv::GaussianBlur(frame, frame, {}, sigma_px * t / count);
        return to_image(frame);
    };
}

/// Renders a motion that goes to and fro on top of a circle and turns about at the seam, across the circle's own
/// acceleration there. Frames past the end go on without the turn.
Render reversal(const std::string& photo, double px) {
    return [=](int t) {
        return window(photo, {static_cast<float>(4.0 * std::cos(t * turn)),
                              static_cast<float>(4.0 * std::sin(t * turn) + px * std::sin(CV_PI * t / count))});
    };
}

/// Returns the true score of a seam, from the renderer alone: how far the two frames after the seam differ from those
/// that should follow, relative to the clip's usual change.
double known_fault(const Render& render, const Clip& clip) {
    double usual = 0.0;
    for (std::size_t t = 0; t + 1 < clip.frames.size(); ++t) {
        usual += rms_levels(clip.frames[t], clip.frames[t + 1]) / (count - 1);
    }
    const double miss = rms_levels(clip.frames[0], render(count)) + rms_levels(clip.frames[1], render(count + 1));
    return 0.5 * miss / usual;
}

Clip rendered_clip(const Render& render) {
    Clip clip;
    clip.fps = 7;
    for (int t = 0; t < count; ++t) clip.frames.push_back(render(t));
    return clip;
}

TEST(SeamScore, RanksTwentyJoinsOfKnownQuality) {
    struct Kind {
        const char* name;
        Render (*make)(const std::string&, double);
        std::array<double, 5> sizes;
    };
    const std::array<Kind, 4> kinds{{{"phase jump (radians)", phase_jump, {0.02, 0.15, 0.4, 0.9, 1.8}},
                                     {"brightness jump", brightness_jump, {0.01, 0.04, 0.1, 0.2, 0.4}},
                                     {"blur jump (px)", blur_jump, {0.4, 0.8, 1.4, 2.5, 5.0}},
                                     {"reversal (px)", reversal, {1.0, 3.0, 7.0, 14.0, 24.0}}}};
    const std::array<std::string, 4> photos{"coffee.png", "cat.png", "astronaut.png", "rocket.jpg"};
    std::vector<double> known;
    std::vector<double> scores;
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        for (std::size_t i = 0; i < kinds[k].sizes.size(); ++i) {
            const Render render = kinds[k].make(photos[(k + i) % photos.size()], kinds[k].sizes[i]);
            const Clip clip = rendered_clip(render);
            const SeamScore score = seam_score(clip);
            known.push_back(known_fault(render, clip));
            scores.push_back(score.score);
            std::printf("%-20s %5.2f: known %.3f, difference %.3f, motion %.3f, score %.3f\n", kinds[k].name,
                        kinds[k].sizes[i], known.back(), score.difference, score.motion, score.score);
        }
    }
    const double rank = rendered::spearman(known, scores);
    std::printf("seam score against 20 joins of known quality: Spearman %.3f\n", rank);
    EXPECT_GE(rank, 0.9);
}

TEST(SeamScore, IsZeroWhereTheSeamIsLikeAnyJoin) {
    const SeamScore whole = seam_score(rendered_clip(phase_jump("coffee.png", 0.0)));
    EXPECT_LT(whole.score, 0.4);
    const Clip still{std::vector<Image>(5, circling("cat.png", 0.0)), 7};
    EXPECT_EQ(seam_score(still).score, 0.0);
}

TEST(SeamScore, SaysWhichClipsItCannotScore) {
    Clip clip = rendered_clip(phase_jump("cat.png", 0.0));
    clip.frames.resize(2);
    EXPECT_THROW(seam_score(clip), Error);
    clip.frames.push_back(Image(32, 32, std::vector<std::uint8_t>(32 * 32 * 3)));
    EXPECT_THROW(seam_score(clip), Error);
    const Image tiny(8, 8, std::vector<std::uint8_t>(8 * 8 * 3));
    EXPECT_THROW(seam_score({{tiny, tiny, tiny}, 7}), Error);
}

}  // namespace
}  // namespace stillwave::motion
