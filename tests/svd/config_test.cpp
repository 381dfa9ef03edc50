#include "svd/config.h"

#include <gmock/gmock.h>

#include "types/error.h"

namespace stillwave::svd {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::StrEq;

template <typename Parse>
std::string refusal(Parse parse, const std::string& text) {
    try {
        parse(text, "model/part.json");
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::model_invalid);
        EXPECT_THAT(error.what(), HasSubstr("model/part.json"));
        return error.what();
    }
    return "taken";
}

TEST(Config, TheStarterModelDiffersInNearlyEverything) {
    const auto config = pipeline_config_from_folder(std::string(STILLWAVE_RESOURCES) + "/models/starter");
    const auto levels = config.unet.block_out_channels.size();
    EXPECT_EQ(levels, 7u) << "the lowest is at most two cells wide, which the starter's move needs";
    EXPECT_EQ(config.unet.num_attention_heads.size(), levels);
    EXPECT_EQ(config.unet.layers_per_block, std::vector<int64_t>(levels, 1));
    EXPECT_THAT(config.unet.down_block_types, Each(StrEq("DownBlockSpatioTemporal")));
    EXPECT_EQ(config.unet.up_block_types.back(), "CrossAttnUpBlockSpatioTemporal");
    EXPECT_EQ(config.unet.in_channels, 2 * config.vae.latent_channels);
    EXPECT_EQ(config.unet.out_channels, config.vae.latent_channels);
    EXPECT_GT(config.vae.latent_channels, PipelineConfig{}.vae.latent_channels);
    EXPECT_EQ(config.vae.scale_factor(), 8);
    EXPECT_DOUBLE_EQ(config.vae.scaling_factor, 1.0);
    EXPECT_EQ(config.image_encoder.hidden_act, "quick_gelu");
    EXPECT_DOUBLE_EQ(config.scheduler.sigma_min, 400.0);
    EXPECT_DOUBLE_EQ(config.scheduler.sigma_max, 700.0);
    EXPECT_EQ(config.size_multiple(), 8);
}

TEST(Config, FullSizeModelTakesMultiplesOf8) {
    EXPECT_EQ(PipelineConfig{}.size_multiple(), 8);
}

TEST(Config, DamagedOrForeignConfigurationsAreRefusedWithTheReason) {
    EXPECT_THAT(refusal(unet_config_from_json, "<html>"), HasSubstr("not valid JSON"));
    EXPECT_THAT(refusal(unet_config_from_json, "[1]"), HasSubstr("one JSON object"));
    EXPECT_THAT(refusal(unet_config_from_json, R"({"in_channels": "8"})"), HasSubstr("'in_channels' = \"8\""));
    EXPECT_THAT(refusal(unet_config_from_json, R"({"in_channels": 1e30})"), HasSubstr("in_channels"));
    EXPECT_THAT(refusal(unet_config_from_json, R"({"in_channels": -1})"), HasSubstr("'in_channels' = -1"));
    EXPECT_THAT(refusal(unet_config_from_json, R"({"block_out_channels": [320, 640, 1280, 999999]})"),
                HasSubstr("block_out_channels"));
    EXPECT_THAT(refusal(unet_config_from_json, R"({"block_out_channels": [320, 640, 1280, 1281]})"),
                HasSubstr("32 groups"));
    EXPECT_THAT(refusal(unet_config_from_json, R"({"block_out_channels": [320]})"), HasSubstr("different lengths"));
    EXPECT_THAT(refusal(unet_config_from_json, R"({"num_attention_heads": [7, 10, 20, 20]})"),
                HasSubstr("do not divide"));
    EXPECT_THAT(refusal(unet_config_from_json, R"({"down_block_types": ["DownBlock2D"]})"), HasSubstr("DownBlock2D"));
    EXPECT_THAT(refusal(vae_config_from_json, R"({"scaling_factor": 0})"), HasSubstr("scaling_factor"));
    EXPECT_THAT(refusal(vae_config_from_json, R"({"scaling_factor": 1, "in_channels": 1})"), HasSubstr("RGB"));
    EXPECT_THAT(refusal(clip_vision_config_from_json, R"({"hidden_act": "relu"})"), HasSubstr("gelu or quick_gelu"));
    EXPECT_THAT(refusal(clip_vision_config_from_json, R"({"patch_size": 300})"), HasSubstr("patch_size"));
    EXPECT_THAT(refusal(image_processor_config_from_json, R"({"image_std": [0, 1, 1]})"), HasSubstr("image_std"));
    EXPECT_THAT(refusal(image_processor_config_from_json, R"({"image_mean": [0, 1]})"), HasSubstr("3 numbers"));
}

TEST(Config, SchedulersThatThisEngineDoesNotHaveAreRefused) {
    const auto with = [](const std::string& prediction, const std::string& karras, const std::string& sigma_min) {
        return R"({"prediction_type": ")" + prediction +
               R"(", "timestep_type": "continuous", "timestep_spacing": "leading",
                  "use_karras_sigmas": )" +
               karras + R"(, "sigma_max": 700.0, "sigma_min": )" + sigma_min + "}";
    };
    EXPECT_EQ(refusal(scheduler_config_from_json, with("v_prediction", "true", "0.002")), "taken");
    EXPECT_THAT(refusal(scheduler_config_from_json, with("epsilon", "true", "0.002")), HasSubstr("v_prediction"));
    EXPECT_THAT(refusal(scheduler_config_from_json, with("v_prediction", "false", "0.002")),
                HasSubstr("use_karras_sigmas"));
    EXPECT_THAT(refusal(scheduler_config_from_json, with("v_prediction", "true", "700")), HasSubstr("sigma_min"));
    EXPECT_THAT(refusal(scheduler_config_from_json, "{}"), HasSubstr("does not state"));
}

}  // namespace
}  // namespace stillwave::svd
