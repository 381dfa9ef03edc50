#include "training/clip_renderer.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/tensor.h>

#include "training/training_testing.h"

namespace stillwave::training {
namespace {

constexpr std::int64_t width = 128, height = 72, num_frames = 14;
constexpr double amplitude = 0.055;
constexpr double reach = amplitude * (width + height) / 2;  // px at bucket 255 and 7 fps in the last frame

at::Tensor photo(int photo_width = 256, int photo_height = 192) {
    const auto image = test::picture(photo_width, photo_height, 1);
    return at::from_blob(const_cast<std::uint8_t*>(image.data()), {photo_height, photo_width, 3}, at::kByte)
        .permute({2, 0, 1})
        .clone();
}

ClipMotion one_move(Move move, std::int64_t bucket = 255, double fps = 7) {
    ClipMotion motion;
    motion.code.assign(moves, 0.0);
    motion.code[static_cast<std::size_t>(move)] = 6;  // leads alone
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
    const auto full = render(one_move(move())).backward_flow;
    for (const std::int64_t bucket : {1, 51, 127}) {
        const auto flow = render(one_move(move(), bucket)).backward_flow;
        EXPECT_LT(largest(flow - full * (static_cast<double>(bucket) / 255)), 1e-4) << bucket;
    }
    if (move() == Move::shimmer) return;  // moves nothing itself
    if (move() == Move::sway) {
        EXPECT_NEAR(full.slice(0, 1).square().sum(1).mean().sqrt().item<double>(), reach / 2, 0.02 * reach);
    } else {
        const double size = rms(full[13]);
        EXPECT_GT(size, 0.4 * reach);
        EXPECT_LT(size, 1.3 * reach);
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
    EXPECT_LT(worst, 0.1);
}

/// The mean difference of the last frame from the picture looked up where the flow says, pixel by pixel with linear
/// weights, mirrored beyond the edges.
double difference_from_lookup(const RenderedClip& clip, const PhotoCrop& crop) {
    const auto flow = clip.backward_flow[13].contiguous(), frame = clip.frames[13].contiguous();
    const auto picture = crop.surroundings.contiguous();
    const auto f = flow.accessor<float, 3>(), seen = frame.accessor<float, 3>(), p = picture.accessor<float, 3>();
    const auto mirrored = [](std::int64_t i, std::int64_t size) {
        return i < 0 ? -1 - i : i >= size ? 2 * size - 1 - i : i;
    };
    double sum = 0;
    for (std::int64_t y = 0; y < height; ++y)
        for (std::int64_t x = 0; x < width; ++x) {
            const double u = static_cast<double>(crop.left + x) + static_cast<double>(f[0][y][x]),
                         v = static_cast<double>(crop.top + y) + static_cast<double>(f[1][y][x]);
            const auto left = static_cast<std::int64_t>(std::floor(u)), top = static_cast<std::int64_t>(std::floor(v));
            const auto at = [&](std::int64_t row, std::int64_t column) {
                return static_cast<double>(p[0][mirrored(row, p.size(1))][mirrored(column, p.size(2))]);
            };
            const double a = u - static_cast<double>(left), b = v - static_cast<double>(top);
            const double there = std::lerp(std::lerp(at(top, left), at(top, left + 1), a),
                                           std::lerp(at(top + 1, left), at(top + 1, left + 1), a), b);
            sum += std::abs(there - static_cast<double>(seen[0][y][x]));
        }
    return sum / static_cast<double>(width * height);
}

TEST_P(EachMove, ShowsThePhotoWhereTheFlowSays) {
    if (move() == Move::shimmer) return;  // changes the light
    const auto crop = middle_crop(photo(400, 192), width, height);
    ASSERT_GE(crop.left, 4);
    const auto clip = render_clip(crop, num_frames, one_move(move()), amplitude);
    const auto lookup = difference_from_lookup(clip, crop);
    EXPECT_LT(lookup, 0.03);
    EXPECT_LT(lookup, 0.4 * (clip.frames[13] - clip.frames[0]).abs().mean().item<double>());
}

TEST(Renderer, FillsWhatThePhotoDoesNotHaveWithItsMirrorImage) {
    const auto crop = middle_crop(photo(width, height), width, height);
    ASSERT_EQ(crop.left, 0);
    const auto clip = render_clip(crop, num_frames, one_move(Move::pan), amplitude);
    ASSERT_GT(largest(clip.backward_flow[13]), 4);
    EXPECT_LT(difference_from_lookup(clip, crop), 0.03);
}

TEST(Renderer, MovesAsFarASecondAtAnyFrameRate) {
    const auto slow = render(one_move(Move::roll, 255, 7)).backward_flow,
               fast = render(one_move(Move::roll, 255, 14)).backward_flow;
    EXPECT_LT(largest(fast[2] - slow[1]), 1e-5);
    EXPECT_LT(largest(fast[12] - slow[6]), 1e-4);
}

TEST(Renderer, StandsStillWithoutACode) {
    ClipMotion motion;
    motion.motion_bucket_id = 255;
    EXPECT_EQ(largest(render(motion).backward_flow), 0);
}

TEST(Moves, HaveTheirDirections) {
    // A pan to the right finds each pixel further left; a push-in finds it nearer to the middle.
    const auto pan = render(one_move(Move::pan)).backward_flow[13];
    EXPECT_NEAR(pan[0].mean().item<double>(), -reach, 0.01);
    EXPECT_NEAR(pan[1].mean().item<double>(), 0, 1e-3);
    const auto push_in = render(one_move(Move::push_in)).backward_flow[13];
    EXPECT_GT(push_in[0][height / 2][0].item<double>(), 2);
    EXPECT_LT(push_in[0][height / 2][width - 1].item<double>(), -2);
    const auto parallax = render(one_move(Move::parallax)).backward_flow[13][0].narrow(1, width / 2, 1);
    EXPECT_LT(largest(parallax[0]), 0.1 * reach);
    EXPECT_NEAR(parallax[height - 1].item<double>(), -2 * reach, 0.1 * reach);
}

TEST(Breeze, MovesWhatIsGreenAndWhatIsBlueBelowTheMiddle) {
    const auto mask_of = [](double red, double green, double blue) {
        const auto colour = at::tensor({red, green, blue}, at::kFloat).view({3, 1, 1});
        return breeze_mask(colour.expand({3, 128, 256}));
    };
    const auto leaves = mask_of(-0.4, 0.1, -0.5), water = mask_of(-0.5, -0.3, 0.4), stone = mask_of(0.1, 0.1, 0.1);
    EXPECT_EQ(leaves.sizes(), (std::vector<std::int64_t>{16, 32}));
    EXPECT_NEAR(leaves[4][16].item<double>(), 1, 0.02);
    EXPECT_NEAR(leaves[11][16].item<double>(), 1, 0.02);
    EXPECT_NEAR(water[4][16].item<double>(), 0, 0.02);
    EXPECT_NEAR(water[11][16].item<double>(), 1, 0.02);
    EXPECT_LT(largest(stone), 0.02);
}

TEST(Sway, ComesBackAndHasOtherPlacesForAnotherSeed) {
    auto motion = one_move(Move::sway);
    const auto flow = render(motion).backward_flow;
    // All frequencies are multiples of 0.25 Hz: after four seconds, 28 frames, it is where it was.
    const auto crop = middle_crop(photo(), width, height);
    const auto longer = render_clip(crop, 29, motion, amplitude).backward_flow;
    EXPECT_LT(largest(longer[28]), 1e-2);
    EXPECT_GT(rms(longer[14]), 0.5);
    motion.texture_seed = 6;
    EXPECT_GT(largest(render(motion).backward_flow - flow), 1);
}

TEST(Shares, AddUpToOneAndLetTheLargestLead) {
    const auto shares = shares_of({0, 2, 1, -1});
    double sum = 0;
    for (const auto share : shares) sum += std::abs(share);
    EXPECT_NEAR(sum, 1, 0.02);
    EXPECT_GT(shares[1], 0.98);
    EXPECT_LT(shares[3], 0);
    EXPECT_LT(shares_of({0, -2, 1, -1})[1], -0.98);
}

}  // namespace
}  // namespace stillwave::training
