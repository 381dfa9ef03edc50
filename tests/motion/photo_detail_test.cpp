#include "motion/photo_detail.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "motion/dense_flow.h"
#include "motion/motion_scores.h"
#include "motion/rendered_motion.h"
#include "types/error.h"

namespace stillwave::motion {
namespace {

using rendered::as_model;
using rendered::enlarged;
using rendered::mean_psnr_db;
using rendered::to_image;
using rendered::to_mat;

constexpr int frames = 8;

// The motion in px at full size, which is half as much at the model's size. It reaches 14, 5 and 17 px at the last
// frame.
cv::Point2f pan(float x, float y, int t) {
    return {x + 2.0F * static_cast<float>(t), y + 0.5F * static_cast<float>(t)};
}
cv::Point2f zoom(float x, float y, int t) {
    const float in = 1.0F - 0.005F * static_cast<float>(t);
    return {255.5F + in * (x - 255.5F), 143.5F + in * (y - 143.5F)};
}
cv::Point2f dolly(float x, float y, int t) {
    return {x + static_cast<float>(t) * (0.4F + 2.0F * y / 288.0F), y};
}

Clip still(const Clip& truth) {
    return {std::vector<Image>(truth.frames.size(), truth.frames[0]), truth.fps};
}

Clip enlarged_clip(const Clip& model) {
    Clip large = model;
    std::transform(model.frames.begin(), model.frames.end(), large.frames.begin(), enlarged);
    return large;
}

Image reduced(const Image& image) {
    cv::Mat3b small;
    cv::resize(to_mat(image), small, {rendered::model_width, rendered::model_height}, 0, 0, cv::INTER_AREA);
    return to_image(small);
}

Image softened(const Image& image) {
    cv::Mat3b soft;
    cv::GaussianBlur(to_mat(image), soft, {}, 1.5);
    return to_image(soft);
}

/// Marks the places where flow can be measured both along and across: places with corners, off the border (along a lone
/// edge nothing shows motion). The smaller eigenvalue of the structure tensor is at least (4 levels a px) squared.
cv::Mat1b measurable(const Image& image) {
    cv::Mat1b grey;
    cv::cvtColor(to_mat(softened(image)), grey, cv::COLOR_RGB2GRAY);
    cv::Mat1f dx;
    cv::Mat1f dy;
    cv::Sobel(grey, dx, CV_32F, 1, 0, 3, 0.125);
    cv::Sobel(grey, dy, CV_32F, 0, 1, 3, 0.125);
    const auto around = [](const cv::Mat1f& product) {
        cv::Mat1f mean;
        cv::GaussianBlur(product, mean, {}, 2.5);
        return mean;
    };
    const cv::Mat1f xx = around(dx.mul(dx));
    const cv::Mat1f yy = around(dy.mul(dy));
    const cv::Mat1f xy = around(dx.mul(dy));
    cv::Mat1b mask(grey.size(), std::uint8_t{0});
    for (int y = 8; y < grey.rows - 8; ++y) {
        for (int x = 8; x < grey.cols - 8; ++x) {
            const float spread = std::hypot(0.5F * (xx(y, x) - yy(y, x)), xy(y, x));
            mask(y, x) = 0.5F * (xx(y, x) + yy(y, x)) - spread > 4.0F * 4.0F ? 255 : 0;
        }
    }
    return mask;
}

/// Returns the median and the 95th percentile, px, of the lengths of the difference of two flows over `mask`.
std::pair<float, float> differences(const Flow& a, const Flow& b, const cv::Mat1b& mask) {
    std::vector<float> lengths;
    for (int y = 0; y < mask.rows; ++y) {
        for (int x = 0; x < mask.cols; ++x) {
            const auto i = 2 * static_cast<std::size_t>(y * mask.cols + x);
            if (mask(y, x) != 0) {
                lengths.push_back(std::hypot(a.xy[i] - b.xy[i], a.xy[i + 1] - b.xy[i + 1]));
            }
        }
    }
    std::sort(lengths.begin(), lengths.end());
    return {lengths.at(lengths.size() / 2), lengths.at(lengths.size() * 95 / 100)};
}

struct Case {
    const char* name;
    const char* photo;
    cv::Point2f (*source)(float, float, int);
    double over_model_db;  ///< the margin that must hold over the enlarged model frames
    double over_still_db;  ///< the margin that must hold over the photo standing still
};

void PrintTo(const Case& c, std::ostream* out) {
    *out << c.name << " of " << c.photo;
}

class RenderedMotion : public testing::TestWithParam<Case> {};

TEST_P(RenderedMotion, BeatsTheModelsFramesAndTheStillPhoto) {
    const Case& c = GetParam();
    const Clip truth = rendered::move(c.photo, c.source, frames);
    const Clip model = as_model(truth);
    const PhotoDetailResult result = photo_detail(model, truth.frames[0]);
    ASSERT_EQ(result.clip.frames.size(), truth.frames.size());
    const double detail_db = mean_psnr_db(result.clip, truth);
    const double model_db = mean_psnr_db(enlarged_clip(model), truth);
    const double still_db = mean_psnr_db(still(truth), truth);
    std::printf("%s of %s: PSNR %.2f dB, enlarged model frames %.2f, still photo %.2f; confidence %.3f\n", c.name,
                c.photo, detail_db, model_db, still_db, result.mean_confidence);
    EXPECT_GT(detail_db, model_db + c.over_model_db);
    EXPECT_GT(detail_db, still_db + c.over_still_db);
    EXPECT_GT(result.mean_confidence, 0.9);
}

// The rendered motion itself, as a model would tell it: nothing is measured, and nothing else comes in.
TEST_P(RenderedMotion, FollowsMotionThatTheModelTells) {
    const Case& c = GetParam();
    const Clip truth = rendered::move(c.photo, c.source, frames);
    PhotoDetailOptions options;
    for (int t = 0; t < frames; ++t) {
        Flow flow{rendered::model_width, rendered::model_height, {}};
        for (int y = 0; y < flow.height; ++y)
            for (int x = 0; x < flow.width; ++x) {
                // Pixel centres of the model's frames, at the truth's size.
                const float at_x = 2.0F * static_cast<float>(x) + 0.5F, at_y = 2.0F * static_cast<float>(y) + 0.5F;
                const auto from = c.source(at_x, at_y, t);
                flow.xy.push_back((from.x - at_x) / 2);
                flow.xy.push_back((from.y - at_y) / 2);
            }
        options.told_motion.push_back(std::move(flow));
    }
    const Clip model = as_model(truth);
    const auto told = photo_detail(model, truth.frames[0], options);
    constexpr int border_px = 24;  // true content comes in there, which the photo does not have
    const double told_db = mean_psnr_db(told.clip, truth, border_px);
    const double measured_db = mean_psnr_db(photo_detail(model, truth.frames[0]).clip, truth, border_px);
    std::printf("%s of %s: PSNR %.2f dB with the motion told, %.2f measured\n", c.name, c.photo, told_db, measured_db);
    EXPECT_EQ(told.mean_confidence, 1.0);
    EXPECT_GT(told_db, measured_db);
    EXPECT_GT(told_db, 30);
    options.told_motion.pop_back();
    EXPECT_THROW(photo_detail(model, truth.frames[0], options), Error);
}

TEST_P(RenderedMotion, MovesAsTheModelMoved) {
    const Case& c = GetParam();
    const Clip truth = rendered::move(c.photo, c.source, frames);
    const Clip model = as_model(truth);
    const Clip result = photo_detail(model, truth.frames[0]).clip;
    // Both frames are made equally soft, because the measure would see a difference of sharpness.
    const Flow model_flow = dense_flow(softened(model.frames.front()), softened(model.frames.back()));
    const Flow result_flow =
        dense_flow(softened(reduced(result.frames.front())), softened(reduced(result.frames.back())));
    const cv::Mat1b measured = measurable(model.frames.front());
    const auto [median, high] = differences(result_flow, model_flow, measured);
    // This is the flow between the result's last frame and the true one; there should be none.
    const Image true_last = reduced(truth.frames.back());
    const Flow none{rendered::model_width, rendered::model_height, std::vector<float>(model_flow.xy.size())};
    const auto [true_median, true_high] =
        differences(dense_flow(reduced(result.frames.back()), true_last), none, measurable(true_last));
    std::printf(
        "%s of %s: displacement differs from the model's by %.3f px (median), %.3f px (95 %%), "
        "from the truth by %.3f px, %.3f px; on %d px\n",
        c.name, c.photo, median, high, true_median, true_high, cv::countNonZero(measured));
    EXPECT_LT(median, 0.25);
    EXPECT_LT(high, 0.5);
    EXPECT_GE(cv::countNonZero(measured), 50);
    EXPECT_LT(true_median, 0.35);
    EXPECT_LT(true_high, 0.5);
}

// In a band of 8 px along each edge the frame is neither torn nor smeared nor black.
TEST_P(RenderedMotion, KeepsItsBordersWhole) {
    const Case& c = GetParam();
    const Clip truth = rendered::move(c.photo, c.source, frames);
    const Clip model = as_model(truth);
    const Image last = photo_detail(model, truth.frames[0]).clip.frames.back();
    const Image large = enlarged(model.frames.back());
    for (const cv::Rect& band :
         {cv::Rect(0, 0, 512, 8), cv::Rect(0, 280, 512, 8), cv::Rect(0, 0, 8, 288), cv::Rect(504, 0, 8, 288)}) {
        const auto part = [&](const Image& image) { return to_image(to_mat(image)(band)); };
        const double detail_db = psnr_db(part(last), part(truth.frames.back()));
        const double model_db = psnr_db(part(large), part(truth.frames.back()));
        std::printf("%s of %s: border %d,%d: %.2f dB, enlarged model frame %.2f\n", c.name, c.photo, band.x, band.y,
                    detail_db, model_db);
        EXPECT_GT(detail_db, 20.5);
        const cv::Scalar shown = cv::mean(to_mat(last)(band));
        const cv::Scalar wanted = cv::mean(to_mat(truth.frames.back())(band));
        for (int channel = 0; channel < 3; ++channel) {
            EXPECT_NEAR(shown[channel], wanted[channel], 12.0);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    Samples, RenderedMotion,
    testing::Values(Case{"pan", "coffee.png", pan, 12.0, 20.0}, Case{"zoom", "coffee.png", zoom, 10.0, 14.0},
                    Case{"dolly", "coffee.png", dolly, 12.0, 18.0}, Case{"pan", "rocket.jpg", pan, 7.0, 13.0},
                    Case{"zoom", "rocket.jpg", zoom, 2.5, 5.5}, Case{"dolly", "rocket.jpg", dolly, 3.5, 9.5}));

TEST(PhotoDetail, UncoveredBackgroundIsTheModelsAndNotAGhost) {
    const cv::Rect start(120, 90, 96, 96);
    const cv::Mat3b square = rendered::sample("cat.png")(cv::Rect(100, 60, start.width, start.height));
    const auto place = [&](int t) { return start + cv::Point(5 * t, 0); };
    Clip truth = rendered::move(
        "coffee.png", [](float x, float y, int) { return cv::Point2f(x, y); }, frames);
    for (int t = 0; t < frames; ++t) {
        cv::Mat3b frame = to_mat(truth.frames[static_cast<std::size_t>(t)]);
        square.copyTo(frame(place(t)));
        truth.frames[static_cast<std::size_t>(t)] = to_image(frame);
    }
    const Clip model = as_model(truth);
    const PhotoDetailResult result = photo_detail(model, truth.frames[0]);

    const Flow flow = dense_flow(model.frames.back(), model.frames.front());
    cv::Mat2f large;
    cv::resize(cv::Mat2f(flow.height, flow.width, reinterpret_cast<cv::Vec2f*>(const_cast<float*>(flow.xy.data()))),
               large, {512, 288}, 0, 0, cv::INTER_CUBIC);
    for (int y = 0; y < large.rows; ++y) {
        for (int x = 0; x < large.cols; ++x) {
            large(y, x) = 2.0F * large(y, x) + cv::Vec2f(static_cast<float>(x), static_cast<float>(y));
        }
    }
    cv::Mat3b naive;
    cv::remap(to_mat(truth.frames[0]), naive, large, cv::noArray(), cv::INTER_CUBIC, cv::BORDER_REFLECT_101);

    const cv::Rect uncovered(start.x, start.y, 5 * (frames - 1), start.height);
    const auto score = [&](const cv::Mat3b& picture, const cv::Rect& part) {
        return psnr_db(to_image(picture(part)), to_image(to_mat(truth.frames.back())(part)));
    };
    const cv::Mat3b last = to_mat(result.clip.frames.back());
    const double detail_db = score(last, uncovered);
    const double naive_db = score(naive, uncovered);
    const double square_db = score(last, place(frames - 1));
    const double model_square_db = score(to_mat(enlarged(model.frames.back())), place(frames - 1));
    std::printf("uncovered: PSNR %.2f dB, naive warp %.2f; moved square %.2f, enlarged model frame %.2f\n", detail_db,
                naive_db, square_db, model_square_db);
    EXPECT_GT(detail_db, naive_db + 4.0);
    EXPECT_GT(square_db, model_square_db);
}

TEST(PhotoDetail, FollowsTheLight) {
    Clip truth = rendered::move("coffee.png", pan, frames);
    for (int t = 0; t < frames; ++t) {
        cv::Mat3b frame;
        to_mat(truth.frames[static_cast<std::size_t>(t)]).convertTo(frame, CV_8U, 1.0 - 0.04 * t);
        truth.frames[static_cast<std::size_t>(t)] = to_image(frame);
    }
    const Clip model = as_model(truth);
    const Clip result = photo_detail(model, truth.frames[0]).clip;
    const cv::Scalar shown = cv::mean(to_mat(result.frames.back()));
    const cv::Scalar wanted = cv::mean(to_mat(truth.frames.back()));
    const double detail_db = mean_psnr_db(result, truth);
    const double model_db = mean_psnr_db(enlarged_clip(model), truth);
    std::printf("light: mean %.1f %.1f %.1f, truth %.1f %.1f %.1f; PSNR %.2f dB, enlarged model frames %.2f\n",
                shown[0], shown[1], shown[2], wanted[0], wanted[1], wanted[2], detail_db, model_db);
    for (int channel = 0; channel < 3; ++channel) {
        EXPECT_NEAR(shown[channel], wanted[channel], 2.0);
    }
    EXPECT_GT(detail_db, model_db + 6.0);
}

Clip small_pan() {
    return as_model(rendered::move("coffee.png", pan, 3));
}

TEST(PhotoDetail, FrameZeroIsThePhoto) {
    const Clip truth = rendered::move("coffee.png", pan, 3);
    const PhotoDetailResult whole = photo_detail(as_model(truth), truth.frames[0]);
    EXPECT_EQ(*whole.clip.frames[0].pixels, *truth.frames[0].pixels);
    EXPECT_EQ(whole.clip.fps, 7);
    EXPECT_TRUE(whole.confidence_maps.empty());

    const PhotoDetailResult half = photo_detail(as_model(truth), truth.frames[0], {256, true});
    EXPECT_EQ(*half.clip.frames[0].pixels, *reduced(truth.frames[0]).pixels);
    ASSERT_EQ(half.confidence_maps.size(), 3U);
    EXPECT_EQ(half.confidence_maps[1].width, rendered::model_width);
    EXPECT_TRUE(std::all_of(half.confidence_maps[0].pixels->begin(), half.confidence_maps[0].pixels->end(),
                            [](std::uint8_t level) { return level == 255; }));
}

TEST(PhotoDetail, TakesOddSizesAndGivesEvenOnes) {
    const Clip model = small_pan();
    const cv::Mat3b canvas = rendered::sample("coffee.png");
    const struct {
        cv::Size photo;
        int long_side;
        cv::Size wanted;
    } cases[] = {{{513, 289}, 2048, {512, 288}},
                 {{512, 287}, 2048, {512, 286}},
                 {{599, 337}, 401, {400, 226}},
                 {{511, 287}, 511, {510, 286}},
                 {{101, 57}, 2048, {100, 56}}};
    for (const auto& c : cases) {
        cv::Mat3b photo;
        cv::resize(canvas(cv::Rect(44, 56, 512, 288)), photo, c.photo, 0, 0, cv::INTER_AREA);
        const Clip clip = photo_detail(model, to_image(photo), {c.long_side, false}).clip;
        for (const Image& frame : clip.frames) {
            EXPECT_EQ(cv::Size(frame.width, frame.height), c.wanted) << c.photo << " at " << c.long_side;
        }
    }
}

TEST(PhotoDetail, TurnsWithThePhoto) {
    const Clip truth = rendered::move("coffee.png", pan, frames);
    const auto turned = [](Clip clip) {
        for (Image& frame : clip.frames) {
            cv::Mat3b upright;
            cv::rotate(to_mat(frame), upright, cv::ROTATE_90_CLOCKWISE);
            frame = to_image(upright);
        }
        return clip;
    };
    const Clip result = photo_detail(turned(as_model(truth)), turned(truth).frames[0]).clip;
    EXPECT_GT(mean_psnr_db(result, turned(truth)), mean_psnr_db(turned(enlarged_clip(as_model(truth))), turned(truth)));
}

TEST(PhotoDetail, ReportsEachFrameAndStopsWithinOne) {
    const Clip model = small_pan();
    const Image photo = enlarged(model.frames[0]);
    std::vector<int> steps;
    photo_detail(model, photo, {}, [&](const Progress& progress) {
        EXPECT_EQ(progress.stage, Stage::photo_detail);
        EXPECT_EQ(progress.total, 3);
        steps.push_back(progress.step);
    });
    EXPECT_THAT(steps, testing::ElementsAre(1, 2, 3));

    std::stop_source source;
    int seen = 0;
    EXPECT_THROW(photo_detail(
                     model, photo, {},
                     [&](const Progress& progress) {
                         seen = progress.step;
                         if (seen == 2) {
                             source.request_stop();
                         }
                     },
                     source.get_token()),
                 Cancelled);
    EXPECT_EQ(seen, 2);
}

TEST(PhotoDetail, TakesOneFrame) {
    Clip model = small_pan();
    model.frames.resize(1);
    const PhotoDetailResult result = photo_detail(model, enlarged(model.frames[0]));
    EXPECT_EQ(result.clip.frames.size(), 1U);
    EXPECT_EQ(result.mean_confidence, 1.0);
}

TEST(PhotoDetail, RefusesWhatDoesNotFit) {
    const Clip model = small_pan();
    const Image photo = enlarged(model.frames[0]);
    Clip uneven = model;
    uneven.frames[1] = photo;
    const auto message = [](const Clip& clip, const Image& picture, const PhotoDetailOptions& options) -> std::string {
        try {
            photo_detail(clip, picture, options);
        } catch (const Error& e) {
            EXPECT_EQ(e.code(), ErrorCode::invalid_argument);
            return e.what();
        }
        return "accepted";
    };
    using testing::HasSubstr;
    EXPECT_THAT(message({}, photo, {}), HasSubstr("no frames"));
    EXPECT_THAT(message(uneven, photo, {}), HasSubstr("differ"));
    EXPECT_THAT(message(model, Image(), {}), HasSubstr("empty"));
    EXPECT_THAT(message(model, to_image(to_mat(photo)(cv::Rect(0, 0, 400, 288))), {}), HasSubstr("400x288"));
    EXPECT_THAT(message(model, photo, {4, false}), HasSubstr("long side of 4 px"));
}

}  // namespace
}  // namespace stillwave::motion
