#include <ATen/ops/zeros.h>
#include <c10/core/InferenceMode.h>

#include "enhance/rrdb_net.h"
#include "enhance/srvgg_net_compact.h"
#include "enhance/upscaler_weights.h"
#include "enhance_testing.h"

namespace stillwave::enhance {
namespace {

struct Precision {
    at::Device device;
    at::ScalarType dtype;
    double tolerance;
    std::string name() const { return std::string(c10::toString(dtype)) + " on " + device.str(); }
};

/// Returns float32 on the CPU, and on a machine with CUDA also the types that are used there.
std::vector<Precision> precisions() {
    std::vector<Precision> all = {{at::kCPU, at::kFloat, 5e-6}};
    if (at::hasCUDA()) {
        all.push_back({at::kCUDA, at::kFloat, 2e-3});  // TF32
        all.push_back({at::kCUDA, at::kHalf, 1e-2});
    }
    return all;
}

/// The shipped weights (float16 in the file) compared with ncnn's own run of the same files in float32 on a CPU.
TEST(SRVGGNetCompactTest, TheShippedModelGivesWhatNcnnGives) {
    const c10::InferenceMode inference;
    const auto read = read_upscaler_weights(shipped_model());
    const auto config = SRVGGNetCompact::Config::from_tensors(read.tensors, "shipped");
    EXPECT_EQ(config.num_feat, 64);
    EXPECT_EQ(config.num_conv, 16);
    EXPECT_EQ(config.upscale, 4);
    const auto pixels = golden("animevideov3.input").to(at::kFloat) / 255.0;
    for (const auto& precision : precisions()) {
        const auto weights = nn::Weights(read.tensors, "shipped").to(precision.device, precision.dtype);
        const SRVGGNetCompact network(weights, config);
        EXPECT_THAT(weights.unused(), testing::IsEmpty());
        const auto output = network.forward(pixels.to(precision.device, precision.dtype));
        expect_close("animevideov3, " + precision.name(), output, golden("animevideov3.output"), precision.tolerance);
    }
}

/// Small random weights compared with a plain PyTorch network in float32 on a CPU.
class RRDBNetTest : public testing::TestWithParam<int> {};

TEST_P(RRDBNetTest, GivesWhatAPlainPyTorchNetworkGives) {
    const c10::InferenceMode inference;
    const auto name = "rrdb_x" + std::to_string(GetParam());
    const auto read = read_upscaler_weights(data_file(name + ".safetensors"));
    const auto config = RRDBNet::Config::from_tensors(read.tensors, name);
    EXPECT_EQ(config.scale, GetParam());
    EXPECT_EQ(config.num_feat, 4);
    EXPECT_EQ(config.num_grow_ch, 2);
    EXPECT_EQ(config.num_block, 2);
    for (const auto& precision : precisions()) {
        const auto weights = nn::Weights(read.tensors, name).to(precision.device, precision.dtype);
        const RRDBNet network(weights, config);
        EXPECT_THAT(weights.unused(), testing::IsEmpty());
        const auto output = network.forward(golden(name + ".input").to(precision.device, precision.dtype));
        expect_close(name + ", " + precision.name(), output, golden(name + ".output"), precision.tolerance);
    }
}

INSTANTIATE_TEST_SUITE_P(Scales, RRDBNetTest, testing::Values(4, 2, 1));

/// realesrgan-x4plus and RealESRGAN_x2plus: 23 blocks of 64 and 32 channels; 702 tensors, 16.70 million values.
TEST(RRDBNetTest, AsksForTheFullSizeKeys) {
    const auto weights = nn::Weights::recording();
    const RRDBNet network(weights, RRDBNet::Config{});
    std::int64_t values = 0;
    for (const auto& asked : weights.asked()) {
        std::int64_t count = 1;
        for (const auto size : asked.shape) count *= size;
        values += count;
    }
    EXPECT_EQ(weights.asked().size(), 702U);
    EXPECT_EQ(values, 16'697'987);
}

TEST(ConfigTest, ShapesOfOtherNetworksAreRefused) {
    const auto tensor = [](std::vector<std::int64_t> shape) { return at::Tensor(at::zeros(shape)); };
    nn::NamedTensors tensors = {{"body.0.weight", tensor({64, 3, 3, 3})}, {"body.2.weight", tensor({47, 64, 3, 3})}};
    const auto compact = [&] { SRVGGNetCompact::Config::from_tensors(tensors, "model.pth"); };
    EXPECT_THAT(refusal(ErrorCode::model_invalid, compact), testing::HasSubstr("model.pth takes 3 channels"));
    tensors["body.2.weight"] = tensor({48, 64});
    EXPECT_THAT(refusal(ErrorCode::model_invalid, compact), testing::HasSubstr("body.2.weight"));

    tensors = {{"conv_first.weight", tensor({64, 5, 3, 3})},
               {"body.0.rdb1.conv1.weight", tensor({32, 64, 3, 3})},
               {"conv_last.weight", tensor({3, 64, 3, 3})}};
    const auto rrdb = [&] { RRDBNet::Config::from_tensors(tensors, "model.pth"); };
    EXPECT_THAT(refusal(ErrorCode::model_invalid, rrdb), testing::HasSubstr("model.pth takes 5 channels"));
    tensors.erase("conv_last.weight");
    EXPECT_THAT(refusal(ErrorCode::model_invalid, rrdb), testing::HasSubstr("conv_last.weight"));
}

}  // namespace
}  // namespace stillwave::enhance
