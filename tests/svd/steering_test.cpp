// Tests of what steers the pipeline: controls, windows and a last photo act in a whole run, which goes on from any step
// to the same bits.
#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>
#include <gmock/gmock.h>

#include "svd/control/time_to_move.h"
#include "svd/folder_model.h"
#include "types/error.h"

namespace stillwave::svd::parity {
namespace {

using testing::HasSubstr;

class PipelineSteering : public testing::Test {
  protected:
    at::Tensor latents(const Steering& steering, const SamplingState& from = {}) const {
        return pipeline.sample(pixels, call, {}, {}, false, from, steering).latents;
    }
    void expect_resumes(const Steering& steering) const {
        std::vector<SamplingState> states;
        const auto whole = pipeline.sample(
            pixels, call,
            [&](const PipelineProgress& progress) {
                if (progress.state.latents.defined()) states.push_back(progress.state);
            },
            {}, false, {}, steering);
        ASSERT_GE(states.size(), 2U);
        for (const auto& state : states)
            EXPECT_TRUE(at::equal(latents(steering, state), whole.latents)) << "from step " << state.step;
    }
    std::string refusal(const Steering& steering) const {
        try {
            latents(steering);
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::invalid_argument);
            return error.what();
        }
        return "no error";
    }
    Steering time_to_move(const at::Tensor& reference, const at::Tensor& mask) const {
        Steering steering;
        steering.make_controls = [=](const RunStart& start) {
            std::vector<std::unique_ptr<SamplingControl>> controls;
            const DualClock clock{1, static_cast<std::int64_t>(start.sigmas.size()) - 1};
            controls.push_back(std::make_unique<TimeToMoveControl>(reference, mask, start.noise, clock));
            return controls;
        };
        return steering;
    }

    const Golden golden{"svd-tiny"};
    const StableVideoDiffusionPipeline pipeline = FolderModel().pipeline();
    const at::Tensor pixels = golden["pixels"];
    PipelineCall call = golden.call();
};

TEST_F(PipelineSteering, NothingOrASingleWindowChangesNoBit) {
    const auto plain = pipeline.sample(pixels, call).latents;
    EXPECT_TRUE(at::equal(latents({}), plain));
    call.context_length = call.num_frames;
    EXPECT_TRUE(at::equal(latents({}), plain));
    call.context_length = 4;
    EXPECT_FALSE(at::equal(latents({}), plain));
}

TEST_F(PipelineSteering, SeesLongClipsThroughWindowsOfTheModelsOwnLength) {
    call.num_inference_steps = 1;
    call.num_frames = pipeline.config().unet.num_frames + 3;
    const auto clip = latents({});
    EXPECT_EQ(clip.size(0), call.num_frames);
    call.context_length = pipeline.config().unet.num_frames;
    EXPECT_TRUE(at::equal(latents({}), clip));
    call.context_length = call.num_frames;
    EXPECT_FALSE(at::equal(latents({}), clip)) << "the model sees all frames together";
}

TEST_F(PipelineSteering, ALoopIsOneFromTheFirstStepOn) {
    call.num_inference_steps = 1;
    const auto plain = latents({});
    call.loop_latents = true;
    const auto loop = latents({});
    EXPECT_EQ(loop.sizes(), plain.sizes());
    EXPECT_FALSE(at::equal(loop, plain));
}

TEST_F(PipelineSteering, EncodesPicturesAtTheScaleOfItsLatents) {
    const auto encoded = pipeline.encode(at::cat({pixels, pixels.flip(3)}));
    expect_close("encoded", encoded.narrow(0, 0, 1), golden["vae_encode_mode"] * 0.18215, 2e-4);
    EXPECT_EQ(encoded.size(0), 2);
    EXPECT_FALSE(at::equal(encoded[0], encoded[1]));
}

TEST_F(PipelineSteering, FollowsAReferenceAndGoesOn) {
    const auto reference = pipeline.encode(pixels.expand({call.num_frames, -1, -1, -1})).unsqueeze(0);
    const auto sizes = reference.sizes();
    const at::Tensor mask = at::zeros({1, 1, 1, sizes[3], sizes[4]});
    mask.slice(4, 0, 5).fill_(1);
    const auto steering = time_to_move(reference, mask);
    const auto clip = latents(steering);
    EXPECT_TRUE(at::equal(clip.slice(3, 0, 5), reference[0].slice(3, 0, 5)));
    EXPECT_FALSE(at::equal(clip.slice(3, 5), reference[0].slice(3, 5)));
    expect_resumes(steering);
    EXPECT_THAT(refusal(time_to_move(reference, at::ones({1, 1, 1, 3, 3}))), HasSubstr("is needed"));
}

TEST_F(PipelineSteering, EndsAtAPhotoAndGoesOn) {
    const LastPhoto last{.pixels = pixels.flip(3)};
    const auto clip = latents({.last_photo = last});
    EXPECT_TRUE(at::equal(clip.narrow(0, 0, 1), pipeline.encode(pixels)));
    EXPECT_FALSE(at::equal(clip, latents({.last_photo = LastPhoto{.pixels = pixels}})));
    expect_resumes({.last_photo = last});
}

TEST_F(PipelineSteering, ThroughWindowsGoesOn) {
    call.context_length = 4;
    expect_resumes({});
    call.loop_latents = true;
    expect_resumes({});
}

TEST_F(PipelineSteering, RefusesWhatDoesNotGoTogether) {
    call.context_length = call.context_overlap = 4;
    EXPECT_THAT(refusal({}), HasSubstr("0 to 3 is possible"));
    call.context_length = call.context_overlap = 0;
    EXPECT_THAT(refusal({.last_photo = LastPhoto{.pixels = pixels.slice(3, 0, 8)}}), HasSubstr("The last photo"));
    const LastPhoto last{.pixels = pixels};
    call.loop_latents = true;
    EXPECT_THAT(refusal({.last_photo = last}), HasSubstr("loop_latents"));
    call.loop_latents = false;
    call.scheduler = "lcm";
    EXPECT_THAT(refusal({.last_photo = last}), HasSubstr("Use euler"));
}

}  // namespace
}  // namespace stillwave::svd::parity
