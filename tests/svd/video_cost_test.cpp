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
    const auto& [name, folder, call] = GetParam();
    const FolderModel model{.folder = std::filesystem::path(folder)};
    const auto pipeline = model.pipeline();
    const auto pixels = at::full({1, 3, call.height, call.width}, 0.25, at::kFloat);
    auto warm_up = call;
    warm_up.num_inference_steps = 1;
    pipeline(pixels, warm_up);  // makes the weights ready, which takes memory of its own
    const auto cost = video_cost(model.config, call, at::kCPU, at::kFloat);
    nn::OperationCounter counter;
    nn::OperationCounts encode, step;
    const auto output = pipeline.sample(pixels, call, [&](const PipelineProgress& progress) {
        const auto counts = counter.take();
        if (progress.stage == PipelineStage::sample) (progress.step == 0 ? encode : step) = counts;
    });
    counter.take();
    pipeline.decode(output.latents, call);
    const auto decode = counter.take();
    expect_near("encoding, bytes", static_cast<double>(cost.vae_encoder.peak_bytes),
                static_cast<double>(encode.peak_bytes), 0.1);
    expect_near("a step, bytes", static_cast<double>(cost.unet.peak_bytes), static_cast<double>(step.peak_bytes), 0.1);
    expect_near("decoding, bytes", static_cast<double>(cost.vae_decoder.peak_bytes),
                static_cast<double>(decode.peak_bytes), 0.1);
    expect_near("encoding, FLOP", cost.vae_encoder.flop, encode.flop, 0.01);
    expect_near("a step, FLOP", cost.unet.flop * cost.passes_per_step, step.flop, 0.01);
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
        Case{"Tiny", tiny, {{.width = 192, .height = 128, .num_frames = 14, .num_inference_steps = 2}}}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace stillwave::svd::parity
