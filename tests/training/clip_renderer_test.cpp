#include "training/clip_renderer.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/from_blob.h>

#include "training/training_testing.h"

namespace stillwave::training {
namespace {

constexpr std::int64_t width = 128, height = 72, num_frames = 14;
constexpr double amplitude = 0.055;
constexpr double largest_px = amplitude * width;  // at bucket 255 and 7 fps in the last frame

at::Tensor photo(int photo_width = 256, int photo_height = 192) {
    const auto image = test::picture(photo_width, photo_height, 1);
    return at::from_blob(const_cast<std::uint8_t*>(image.data()), {photo_height, photo_width, 3}, at::kByte)
        .permute({2, 0, 1})
        .clone();
}

ClipMotion one_move(Move move, std::int64_t bucket = 255, double fps = 7) {
    ClipMotion motion;
    motion.code.assign(moves, 0.0);
    motion.code[static_cast<std::size_t>(move)] = 1;
    motion.motion_bucket_id = bucket;
    motion.fps = fps;
    motion.texture_seed = 5;
    return motion;
}

RenderedClip render(const ClipMotion& motion) {
    return render_clip(middle_crop(photo(), width, height), num_frames, motion, amplitude);
}

double rms(const at::Tensor& flow) {  // [2, height, width]
    return flow.square().sum(0).mean().sqrt().item<double>();
}

double largest(const at::Tensor& values) {
    return values.abs().max().item<double>();
}

class EachMove : public testing::TestWithParam<int> {
  protected:
    Move move() const { return static_cast<Move>(GetParam()); }
};
INSTANTIATE_TEST_SUITE_P(Renderer, EachMove, testing::Range(0, static_cast<int>(moves)));

TEST_P(EachMove, BeginsWithThePhotoItself) {
    const auto crop = middle_crop(photo(), width, height);
    const auto clip = render_clip(crop, num_frames, one_move(move()), amplitude);
    EXPECT_TRUE(at::equal(clip.frames[0], crop.first_frame()));
    EXPECT_EQ(largest(clip.forward_flow[0]), 0);
    EXPECT_EQ(largest(clip.backward_flow[0]), 0);
    EXPECT_GT(largest(clip.frames[13] - clip.frames[0]), 0.05);
    EXPECT_LE(largest(clip.frames), 1);
}

TEST_P(EachMove, IsTheSameEachTimeAndAnotherOneIsNot) {
    const auto one = render(one_move(move())), same = render(one_move(move()));
    EXPECT_TRUE(at::equal(one.frames, same.frames));
    EXPECT_TRUE(at::equal(one.forward_flow, same.forward_flow));
    const auto other = render(one_move(static_cast<Move>((GetParam() + 1) % static_cast<int>(moves))));
    EXPECT_FALSE(at::equal(one.frames, other.frames));
}

TEST_P(EachMove, GrowsWithTheBucketInProportion) {
    const auto full = render(one_move(move())).forward_flow;
    for (const std::int64_t bucket : {1, 51, 127}) {
        const auto flow = render(one_move(move(), bucket)).forward_flow;
        EXPECT_LT(largest(flow - full * (static_cast<double>(bucket) / 255)), 1e-4) << bucket;
    }
    if (move() == Move::shimmer) {
        EXPECT_EQ(largest(full), 0);
    } else if (move() != Move::sway) {
        EXPECT_NEAR(rms(full[13]), largest_px, 1e-3 * largest_px);
    }
}

// A point of the photo at p + backward(p) arrives at p: the two flows are each other's inverse.
TEST_P(EachMove, HasFlowsThatUndoEachOther) {
    const auto clip = render(one_move(move()));
    const auto backward = clip.backward_flow[13], forward = clip.forward_flow[13];
    const auto b = backward.permute({1, 2, 0}).contiguous(), f = forward.permute({1, 2, 0}).contiguous();
    double worst = 0;
    for (std::int64_t y = 20; y < height - 20; y += 4)
        for (std::int64_t x = 20; x < width - 20; x += 4) {
            const double from_x = static_cast<double>(x) + b[y][x][0].item<double>();
            const double from_y = static_cast<double>(y) + b[y][x][1].item<double>();
            const auto left = static_cast<std::int64_t>(std::floor(from_x)),
                       top = static_cast<std::int64_t>(std::floor(from_y));
            const double u = from_x - static_cast<double>(left), v = from_y - static_cast<double>(top);
            for (int axis = 0; axis < 2; ++axis) {
                const auto at = [&](std::int64_t row, std::int64_t column) {
                    return f[row][column][axis].item<double>();
                };
                const double there = std::lerp(std::lerp(at(top, left), at(top, left + 1), u),
                                               std::lerp(at(top + 1, left), at(top + 1, left + 1), u), v);
                const double arrives = (axis == 0 ? from_x : from_y) + there;
                worst = std::max(worst, std::abs(arrives - static_cast<double>(axis == 0 ? x : y)));
            }
        }
    EXPECT_LT(worst, 0.05);
}

// A pan moves every pixel alike: the last frame is the photo, moved.
TEST(Renderer, ShowsThePhotoWhereTheFlowSays) {
    auto motion = one_move(Move::pan);
    const auto crop = middle_crop(photo(400, 192), width, height);
    ASSERT_GE(crop.left, 4);
    // Four px from the first frame to the 14th.
    const auto clip = render_clip(crop, num_frames, motion, 4.0 / width);
    EXPECT_LT(largest(clip.forward_flow[13][0] - 4), 1e-5);
    EXPECT_EQ(largest(clip.forward_flow[13][1]), 0);
    const auto from_outside = crop.surroundings.narrow(1, crop.top, height).narrow(2, crop.left - 4, width);
    EXPECT_LT(largest(clip.frames[13] - from_outside), 1e-3);
}

TEST(Renderer, FillsWhatThePhotoDoesNotHaveWithItsMirrorImage) {
    const auto small = photo(width, height);
    const auto crop = middle_crop(small, width, height);
    ASSERT_EQ(crop.left, 0);
    const auto clip = render_clip(crop, num_frames, one_move(Move::pan), 4.0 / width);
    const auto frame = clip.frames[13], first = clip.frames[0];
    EXPECT_LT(largest(frame.slice(2, 4) - first.slice(2, 0, width - 4)), 1e-3);
    EXPECT_LT(largest(frame.slice(2, 0, 4) - first.slice(2, 0, 4).flip({2})), 1e-3);
}

TEST(Renderer, MovesAsFarASecondAtAnyFrameRate) {
    const auto slow = render(one_move(Move::roll, 255, 7)).forward_flow,
               fast = render(one_move(Move::roll, 255, 14)).forward_flow;
    EXPECT_LT(largest(fast[2] - slow[1]), 1e-5);
    EXPECT_LT(largest(fast[12] - slow[6]), 1e-4);
}

TEST(Renderer, BlendsMovesToOneAmplitude) {
    ClipMotion motion;
    motion.code = {1.2, -0.4, 0.3, 0.8};
    motion.motion_bucket_id = 255;
    EXPECT_NEAR(rms(render(motion).forward_flow[13]), largest_px, 0.1 * largest_px);
    motion.code = {};
    EXPECT_EQ(largest(render(motion).forward_flow), 0);
}

TEST(Sway, ComesBackAndHasOtherPlacesForAnotherSeed) {
    auto motion = one_move(Move::sway);
    const auto flow = render(motion).forward_flow;
    // All frequencies are multiples of 0.25 Hz: after four seconds, 28 frames, it is where it was.
    const auto crop = middle_crop(photo(), width, height);
    const auto longer = render_clip(crop, 29, motion, amplitude).forward_flow;
    EXPECT_LT(largest(longer[28]), 1e-2);
    EXPECT_GT(rms(longer[14]), 0.5);
    motion.texture_seed = 6;
    EXPECT_GT(largest(render(motion).forward_flow - flow), 1);
}

TEST(Shares, AddUpToOneAndLetTheLargestLead) {
    const auto shares = shares_of({2, 1, 0, -1});
    double squares = 0;
    for (const auto share : shares) squares += share * share;
    EXPECT_NEAR(squares, 1, 1e-12);
    EXPECT_NEAR(shares[0] / shares[1], 4, 1e-12);
    EXPECT_NEAR(shares[3], -shares[1], 1e-12);
}

}  // namespace
}  // namespace stillwave::training
