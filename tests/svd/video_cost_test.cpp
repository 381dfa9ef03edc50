// Compares the cost that is told from the configuration with what the networks really hold and compute.
#include <ATen/Context.h>
#include <ATen/ops/full.h>
#include <gmock/gmock.h>

#include <iomanip>

#include "nn/operation_counter.h"
#include "svd/folder_model.h"
#include "svd/video_cost.h"

namespace stillwave::svd::parity {
namespace {

struct Case {
    const char* name;
    const char* model;
    PipelineCall call;
    SteeredWork steered = {};
};
void PrintTo(const Case& value, std::ostream* out) {
    *out << value.name;
}

class VideoCostTest : public testing::TestWithParam<Case> {};

void expect_near(const char* what, double told, double counted, double share) {
    std::cout << "    " << std::left << std::setw(22) << what << std::right << std::setw(14) << std::setprecision(10)
              << told << " told, " << std::setw(14) << counted << " counted: " << std::setprecision(4) << told / counted
              << '\n';
    EXPECT_NEAR(told / counted, 1, share) << what;
}

// The clip runs in float32 on the processor. Memory must agree within 10 %, operations within 1 %.
TEST_P(VideoCostTest, IsWhatTheNetworksTake) {
    const auto& [name, folder, call, steered] = GetParam();
    const FolderModel model{.folder = std::filesystem::path(folder)};
    const auto pipeline = model.pipeline();
    const auto pixels = at::full({1, 3, call.height, call.width}, 0.25, at::kFloat);
    auto warm_up = call;
    warm_up.num_inference_steps = 1;
    pipeline(pixels, warm_up);  // makes the weights ready, which takes memory of its own
    const auto cost = video_cost(model.config, call, at::kCPU, at::kFloat, steered);
    Steering steering;
    if (steered.ends_at_photo) steering.last_photo = LastPhoto{pixels};
    nn::OperationCounter counter;
    nn::OperationCounts encode, step;
    double steps_flop = 0;
    const auto count = [&](const PipelineProgress& progress) {
        const auto counts = counter.take();
        if (progress.stage != PipelineStage::sample) return;
        (progress.step == 0 ? encode : step) = counts;
        if (progress.step > 0) steps_flop += counts.flop;
    };
    const auto output = pipeline.sample(pixels, call, count, {}, false, {}, steering);
    counter.take();
    pipeline.decode(output.latents, call);
    const auto decode = counter.take();
    expect_near("encoding, bytes", static_cast<double>(cost.vae_encoder.peak_bytes),
                static_cast<double>(encode.peak_bytes), 0.1);
    expect_near("a step, bytes", static_cast<double>(cost.unet.peak_bytes), static_cast<double>(step.peak_bytes), 0.1);
    expect_near("decoding, bytes", static_cast<double>(cost.vae_decoder.peak_bytes),
                static_cast<double>(decode.peak_bytes), 0.1);
    const auto later_photos = static_cast<double>(cost.embedded_photos - 1);
    expect_near(
        "encoding, FLOP",
        cost.vae_encoder.flop * static_cast<double>(cost.encoded_pictures) + cost.image_encoder.flop * later_photos,
        encode.flop, 0.01);
    EXPECT_EQ(cost.steps, call.num_inference_steps);
    expect_near("all steps, FLOP", cost.unet.flop * cost.passes_per_step * static_cast<double>(cost.steps), steps_flop,
                0.01);
    expect_near("decoding, FLOP", cost.vae_decoder.flop, decode.flop, 0.01);
}

const char* const starter = STILLWAVE_RESOURCES "/models/starter";
const char* const tiny = STILLWAVE_TEST_DATA "/svd-tiny/pipeline";

INSTANTIATE_TEST_SUITE_P(
    Cases, VideoCostTest,
    testing::Values(
        Case{"Starter", starter, {{.width = 256, .height = 144, .num_inference_steps = 2}}},
        Case{"StarterBatched",
             starter,
             {{.width = 256, .height = 144, .num_inference_steps = 2}, {.batched_guidance = true}}},
        Case{"StarterFrugal",
             starter,
             {{.width = 192, .height = 128, .num_frames = 25, .num_inference_steps = 2},
              {.decode_working_set_bytes = 0}}},
        Case{"StarterUnguided",
             starter,
             {{.width = 256, .height = 192, .num_frames = 6, .num_inference_steps = 2, .max_guidance_scale = 1}}},
        Case{"StarterLong", starter, {{.width = 128, .height = 96, .num_frames = 20, .num_inference_steps = 1}}},
        Case{"Tiny", tiny, {{.width = 192, .height = 128, .num_frames = 14, .num_inference_steps = 2}}},
        Case{"TinyLong", tiny, {{.width = 64, .height = 48, .num_frames = 60, .num_inference_steps = 3}}},
        Case{"TinyLongBatched",
             tiny,
             {{.width = 96, .height = 64, .num_frames = 33, .num_inference_steps = 2, .context_overlap = 3},
              {.batched_guidance = true}}},
        Case{"TinyLoop",
             tiny,
             {{.width = 96, .height = 64, .num_frames = 14, .num_inference_steps = 2, .loop_latents = true}}},
        Case{"TinyEndsAtAPhoto",
             tiny,
             {{.width = 96, .height = 64, .num_frames = 14, .num_inference_steps = 2}},
             {.ends_at_photo = true}}),
    [](const auto& test) { return test.param.name; });

TEST(VideoCostOfControls, AReferenceTakesItsEncodingAndLeavesOutSteps) {
    const FolderModel model;
    const PipelineCall call{{.width = 64, .height = 48, .num_frames = 14}};
    const auto plain = video_cost(model.config, call, at::kCPU, at::kFloat);
    const auto steered = video_cost(model.config, call, at::kCPU, at::kFloat, {.follows_reference = true});
    EXPECT_EQ(plain.steps, 25);
    EXPECT_EQ(plain.encoded_pictures, 1);
    EXPECT_EQ(steered.steps, 17) << "the weak clock stands at step 8 of 25";
    EXPECT_EQ(steered.encoded_pictures, 15);
    const auto frozen = video_cost(model.config, call, at::kCPU, at::kFloat, {.freezes = true});
    EXPECT_EQ(frozen.encoded_pictures, 2);
    EXPECT_EQ(frozen.steps, 25);
}

TEST(VideoCostOfWindows, KeepTheMemoryOfOne) {
    const PipelineConfig config;
    const PipelineCall one{{.width = 1024, .height = 576, .num_frames = config.unet.num_frames}};
    auto many = one;
    many.num_frames = 250;
    const auto memory = [&](const PipelineCall& call) {
        return static_cast<double>(video_cost(config, call, at::Device("cuda:0"), at::kHalf).unet.peak_bytes);
    };
    const auto share = memory(many) / memory(one);
    std::cout << "    a step of 250 frames through windows takes " << share << " times the memory of one window\n";
    EXPECT_LT(share, 1.5);
}

}  // namespace
}  // namespace stillwave::svd::parity
