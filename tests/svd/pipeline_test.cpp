// Tests of the pipeline's promises beside its numbers: progress, cancellation, sizes, previews, repeatability.
#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/isfinite.h>
#include <gmock/gmock.h>

#include <cmath>
#include <iostream>

#include "svd/folder_model.h"
#include "types/error.h"

namespace stillwave::svd::parity {
namespace {

class Pipeline : public testing::Test {
  protected:
    const Golden golden{"svd-tiny"};
    const FolderModel model;
    const StableVideoDiffusionPipeline pipeline = model.pipeline();
    PipelineCall call = golden.call();
};

TEST_F(Pipeline, ReportsEachStepWithAPreview) {
    std::vector<std::pair<PipelineStage, int64_t>> seen;
    std::vector<at::Tensor> shown;
    const auto output = pipeline(golden["pixels"], call, [&](const PipelineProgress& progress) {
        seen.emplace_back(progress.stage, progress.step);
        const bool after_step = progress.stage == PipelineStage::sample && progress.step > 0;
        const bool after_frame = progress.stage == PipelineStage::decode && progress.step > 0;
        EXPECT_EQ(progress.preview.defined(), after_step || after_frame);
        if (after_frame) shown.push_back(progress.preview);
        if (!after_step) return;
        EXPECT_EQ(progress.total, call.num_inference_steps);
        EXPECT_EQ(progress.preview.sizes(), at::IntArrayRef({5, 3, 12, 16}));
        EXPECT_TRUE(at::isfinite(progress.preview).all().item<bool>());
        EXPECT_GE(progress.preview.min().item<float>(), 0.0F);
        EXPECT_LE(progress.preview.max().item<float>(), 1.0F);
    });
    using enum PipelineStage;
    const std::vector<std::pair<PipelineStage, int64_t>> expected = {
        {image_encoder, 0}, {vae_encode, 0}, {sample, 0}, {sample, 1}, {sample, 2}, {sample, 3}, {sample, 4},
        {decode, 0},        {decode, 1},     {decode, 2}, {decode, 3}, {decode, 4}, {decode, 5}};
    EXPECT_EQ(seen, expected);
    EXPECT_TRUE(at::equal(at::cat(shown), output.frames)) << "the frames shown while decoding are the clip's";
}

TEST_F(Pipeline, GoesOnFromAStepToTheSameBits) {
    std::vector<SamplingState> states;
    const auto whole = pipeline.sample(golden["pixels"], call, [&](const PipelineProgress& progress) {
        if (progress.state.latents.defined()) states.push_back(progress.state);
    });
    ASSERT_EQ(states.size(), static_cast<std::size_t>(call.num_inference_steps));
    for (const auto& state : states) {
        std::int64_t first = -1;
        const auto rest = pipeline.sample(
            golden["pixels"], call,
            [&](const PipelineProgress& progress) {
                if (progress.stage == PipelineStage::sample && first < 0) first = progress.step;
            },
            {}, false, state);
        EXPECT_EQ(first, state.step);
        EXPECT_TRUE(at::equal(rest.latents, whole.latents)) << "from step " << state.step;
    }
}

TEST_F(Pipeline, EveryWorkLayoutGivesTheSameFrames) {
    const auto plain = pipeline(golden["pixels"], call);
    auto batched = call;
    batched.layout.batched_guidance = true;
    auto in_pieces = call;
    in_pieces.layout.piece_bytes = std::int64_t{16} << 10;
    const auto expect_same = [&](const char* name, const PipelineOutput& output, double allowed) {
        const auto difference = (output.frames - plain.frames).abs().max().item<double>();
        std::cout << "    " << name << ": largest difference of frames " << difference << " (float32), allowed "
                  << allowed << "\n";
        EXPECT_LE(difference, allowed);
    };
    expect_same("both branches at once", pipeline(golden["pixels"], batched), 1e-4);
    expect_same("transformers in many pieces", pipeline(golden["pixels"], in_pieces), 1e-4);
}

TEST_F(Pipeline, WeightsInEightBitsGiveNearlyTheSamePicture) {
    const auto plain = pipeline(golden["pixels"], call);
    const auto packed = model.pipeline(at::kCPU, at::kFloat, {.unet = nn::Residency::float8});
    const auto squares = (packed(golden["pixels"], call).frames - plain.frames).square().mean().item<double>();
    const double psnr = -10 * std::log10(squares);
    std::cout << "    PSNR of the frames " << psnr << " dB (random weights, float32), at least 25\n";
    EXPECT_GT(psnr, 25);
    EXPECT_LT(psnr, 120) << "eight bits cannot be exact";
}

TEST_F(Pipeline, StopsWithinAStepOfARequest) {
    std::stop_source stop;
    int64_t last_step = 0;
    const auto callback = [&](const PipelineProgress& progress) {
        if (progress.stage == PipelineStage::sample) last_step = progress.step;
        if (last_step == 2) stop.request_stop();
        EXPECT_NE(progress.stage, PipelineStage::decode);
    };
    EXPECT_THROW(pipeline(golden["pixels"], call, callback, stop.get_token()), Cancelled);
    EXPECT_EQ(last_step, 2);
}

TEST_F(Pipeline, StopsWithinABlockWhileDecoding) {
    std::stop_source stop;
    const auto callback = [&](const PipelineProgress& progress) {
        if (progress.stage != PipelineStage::decode) return;
        EXPECT_EQ(progress.step, 0) << "no frame is decoded after the stop";
        stop.request_stop();
    };
    EXPECT_THROW(pipeline(golden["pixels"], call, callback, stop.get_token()), Cancelled);
}

TEST_F(Pipeline, DecodingKeptLatentsGivesTheSameFrames) {
    const auto whole = pipeline(golden["pixels"], call);
    EXPECT_TRUE(at::equal(pipeline.decode(whole.latents.clone(), call), whole.frames));
}

TEST_F(Pipeline, SizesThatTheModelCannotTakeNameTheNearest) {
    EXPECT_EQ(model.config.size_multiple(), 4);
    call.width = 102;
    try {
        pipeline(golden["pixels"], call);
        FAIL() << "102 px wide was taken";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::size_unsupported);
        EXPECT_THAT(error.what(), testing::HasSubstr("width 100 or 104, height 48"));
    }
}

TEST_F(Pipeline, AnyNumberOfWholeLatentsIsASize) {
    call.width = 60;
    call.height = 36;  // 15x9 latents, which the levels halve to 8x5 and 4x3
    const auto pixels = golden["pixels"].slice(2, 0, call.height).slice(3, 0, call.width);
    const auto frames = pipeline(pixels, call).frames;
    EXPECT_EQ(frames.sizes(), at::IntArrayRef({call.num_frames, 3, 36, 60}));
    EXPECT_TRUE(at::isfinite(frames).all().item<bool>());
}

TEST_F(Pipeline, TheSameSeedIsTheSameClipBitForBitAndAnotherSeedIsNot) {
    const auto first = pipeline(golden["pixels"], call).frames;
    EXPECT_TRUE(at::equal(first, pipeline(golden["pixels"], call).frames));
    ++call.seed;
    EXPECT_FALSE(at::equal(first, pipeline(golden["pixels"], call).frames));
}

TEST_F(Pipeline, MissingTensorsAreNamedAndCounted) {
    auto tensors = nn::SafetensorsFile::open(model.folder / "unet/diffusion_pytorch_model.safetensors").named_tensors();
    tensors.erase("conv_in.weight");
    tensors.erase("mid_block.attentions.0.proj_in.bias");
    const nn::Weights unet(tensors, "unet.safetensors");
    try {
        StableVideoDiffusionPipeline(model.config, unet, model.vae, model.image_encoder, at::kCPU, at::kFloat);
        FAIL() << "a model without conv_in was taken";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::model_invalid);
        EXPECT_THAT(error.what(), testing::AllOf(testing::HasSubstr("unet.safetensors"), testing::HasSubstr("2"),
                                                 testing::HasSubstr("conv_in.weight"),
                                                 testing::HasSubstr("mid_block.attentions.0.proj_in.bias")));
    }
}

}  // namespace
}  // namespace stillwave::svd::parity
