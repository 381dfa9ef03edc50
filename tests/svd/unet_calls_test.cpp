// Compares calls of the UNet that a plain clip does not make with diffusers (tests/reference/make_unet_calls.py):
// several context tokens, a ControlNet's residuals, and sizes that the levels do not halve exactly. float32, tolerance
// 2e-4.
#include <c10/core/InferenceMode.h>
#include <gmock/gmock.h>

#include "svd/folder_model.h"
#include "svd/unet_spatio_temporal_condition.h"
#include "types/error.h"

namespace stillwave::svd::parity {
namespace {

class UNetCalls : public testing::TestWithParam<Precision> {
  protected:
    at::Tensor tensor(const std::string& name) const { return tensors.at(name).to(device, dtype); }

    void expect_call(const std::string& name, const UNetOptions& options = {}) const {
        VideoConstants constants;
        const auto output = unet.forward(tensor(name + ".sample"), tensors.at("timestep").item<double>(),
                                         tensor(name + ".encoder_hidden_states"),
                                         tensors.at("added_time_ids").to(device), constants, options);
        expect_close(name, output, tensors.at(name + ".out"), GetParam().module_tolerance);
    }

    UNetOptions residuals() const {
        UNetOptions options;
        for (int i = 0; i < 9; ++i)
            options.down_block_additional_residuals.push_back(tensor("residuals.down_" + std::to_string(i)));
        options.mid_block_additional_residual = tensor("residuals.mid");
        return options;
    }

    const c10::InferenceMode inference;
    const at::Device device = GetParam().device;
    const at::ScalarType dtype = GetParam().dtype;
    const nn::NamedTensors tensors =
        nn::SafetensorsFile::open(std::filesystem::path(STILLWAVE_TEST_DATA) / "svd" / "unet_calls.safetensors")
            .named_tensors();
    const FolderModel model;
    const UNetSpatioTemporalConditionModel unet{model.unet.to(device, dtype), model.config.unet};
};

TEST_P(UNetCalls, SeveralContextTokens) {
    expect_call("tokens");
}

TEST_P(UNetCalls, AControlNetsResiduals) {
    expect_call("residuals", residuals());
}

TEST_P(UNetCalls, ResidualsCountInEveryStepWithDeepFeatures) {
    auto options = residuals();
    const auto run = [&](DeepCache* cache) {
        options.deep_cache = cache;
        VideoConstants constants;
        return unet.forward(tensor("residuals.sample"), 0.25, tensor("residuals.encoder_hidden_states"),
                            tensors.at("added_time_ids").to(device), constants, options);
    };
    DeepCache cache(2);
    cache.begin(0, 0, 3);
    const auto whole = run(&cache);
    cache.begin(1, 0, 3);
    ASSERT_TRUE(cache.is_fresh());
    expect_close("outermost level alone", run(&cache), whole, GetParam().module_tolerance);
}

TEST_P(UNetCalls, SizesThatTheLevelsDoNotHalveExactly) {
    expect_call("odd");
    expect_call("flat");
}

INSTANTIATE_TEST_SUITE_P(Precisions, UNetCalls, testing::ValuesIn(precisions()),
                         [](const auto& precision) { return precision.param.name; });

TEST(UNetResiduals, AnotherNumberThanTheWayDownsIsRefused) {
    const FolderModel model;
    const UNetSpatioTemporalConditionModel unet(model.unet.to(at::kCPU, at::kFloat), model.config.unet);
    UNetOptions options;
    options.down_block_additional_residuals.resize(8);
    VideoConstants constants;
    try {
        unet.forward({}, 0, {}, {}, constants, options);
        FAIL() << "eight residuals were taken";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::invalid_argument);
        EXPECT_THAT(error.what(), testing::HasSubstr("takes 9"));
    }
}

}  // namespace
}  // namespace stillwave::svd::parity
