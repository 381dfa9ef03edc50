#include "training/train.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "nn/safetensors.h"
#include "svd/pipeline_stable_video_diffusion.h"
#include "training/learning_curve.h"
#include "training/start_model.h"
#include "training/training_testing.h"

namespace stillwave::training {
namespace {

namespace fs = std::filesystem;
using test::error_of;
using testing::HasSubstr;

std::vector<nlohmann::json> lines_of(const fs::path& path) {
    std::ifstream file(path);
    std::vector<nlohmann::json> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(nlohmann::json::parse(line));
    return lines;
}

TrainingSettings short_run(const test::PhotoFolder& photos) {
    auto settings = photos.settings();
    settings.max_train_steps = 4;
    settings.logging_steps = 1;
    settings.checkpointing_steps = 2;
    settings.validation_steps = 2;
    settings.held_out_photos = 1;
    settings.num_inference_steps = 1;
    return settings;
}

TEST(Train, WritesCurveSheetCheckpointAndAModel) {
    const test::PhotoFolder photos;
    const auto settings = short_run(photos);
    std::vector<TrainingProgress> told;
    const auto result = train(settings, {.progress = [&](const auto& progress) { told.push_back(progress); }});
    EXPECT_EQ(result.steps, 4);
    ASSERT_EQ(told.size(), 4U);
    EXPECT_EQ(told[3].max_train_steps, 4);
    EXPECT_EQ(told[3].seconds_left, 0);
    EXPECT_GT(told[0].seconds_left, 0);
    EXPECT_GT(told[0].peak_memory_bytes, 1U << 20);
    EXPECT_FALSE(told[0].validation_loss);
    ASSERT_TRUE(told[1].validation_loss);

    const fs::path output = settings.output;
    const auto curve = lines_of(output / "learning_curve.jsonl");
    ASSERT_EQ(curve.size(), 4U);
    EXPECT_EQ(curve[2]["step"], 3);
    EXPECT_EQ(curve[2]["loss"], told[2].loss);
    EXPECT_EQ(curve[1]["validation_loss"], *told[1].validation_loss);
    EXPECT_FALSE(curve[2]["loss_by_sigma"].empty());
    EXPECT_EQ(result.validation_loss, *told[3].validation_loss);

    std::ifstream sheet(output / "contact_sheet.ppm", std::ios::binary);
    std::string magic;
    int width = 0, height = 0;
    sheet >> magic >> width >> height;
    EXPECT_EQ(magic, "P6");
    EXPECT_EQ(width, 5 * 32);  // the photo, and two frames for each of two seeds
    EXPECT_EQ(height, 16);     // of one held-out photo

    // The engine's pipeline reads the folder, and it holds the averaged weights.
    const auto model = read_start_model(result.model, "unet", 0);
    EXPECT_TRUE(fs::exists(result.model / "model_index.json"));
    EXPECT_NO_THROW(
        svd::StableVideoDiffusionPipeline(model.config, nn::Weights(model.unet, "unet"), nn::Weights(model.vae, "vae"),
                                          nn::Weights(model.image_encoder, "image encoder"), at::kCPU, at::kFloat));
    const auto kept = nn::SafetensorsFile::open(output / "checkpoint.safetensors").named_tensors();
    for (const auto& [name, weight] : model.unet) {
        EXPECT_EQ(weight.scalar_type(), at::kHalf);
        EXPECT_TRUE(at::equal(weight, kept.at("ema." + name).to(at::kHalf))) << name;
    }
    const auto start = read_start_model(settings.model, "unet", 0);
    for (const auto& [name, weight] : start.vae) EXPECT_TRUE(at::equal(weight, model.vae.at(name))) << name;
}

TEST(Train, StoppedAndResumedItHasTheSameCurve) {
    const test::PhotoFolder photos;
    auto settings = short_run(photos);
    train(settings, {});
    const auto whole = lines_of(fs::path(settings.output) / "learning_curve.jsonl");

    settings.output = (photos.path() / "parted").string();
    std::stop_source stop;
    const auto stop_at = [&](const TrainingProgress& progress) {
        if (progress.step == 3) stop.request_stop();
    };
    EXPECT_THROW(train(settings, {.progress = stop_at, .stop = stop.get_token()}), Cancelled);
    EXPECT_EQ(error_of([&] { train(settings, {}); }).code(), ErrorCode::invalid_argument);
    EXPECT_EQ(train(settings, {.resume = true}).steps, 4);
    const auto parted = lines_of(fs::path(settings.output) / "learning_curve.jsonl");
    ASSERT_EQ(parted.size(), whole.size());
    for (std::size_t i = 0; i < whole.size(); ++i) {
        EXPECT_EQ(parted[i]["step"], whole[i]["step"]);
        EXPECT_EQ(parted[i]["loss"], whole[i]["loss"]);
        EXPECT_EQ(parted[i]["loss_by_sigma"], whole[i]["loss_by_sigma"]);
    }
    EXPECT_NE(whole[2]["loss"], whole[3]["loss"]);
    EXPECT_EQ(read_start_model(fs::path(settings.output) / "model", "unet", 0).unet.size(),
              read_start_model(settings.model, "unet", 0).unet.size());
    // A finished run that is resumed only writes its model again.
    EXPECT_EQ(train(settings, {.resume = true}).steps, 4);
}

TEST(Train, LeavesTheModelOfTheStepsBeforeALossThatIsNoNumber) {
    const test::PhotoFolder photos;
    auto settings = short_run(photos);
    settings.learning_rate = 10;
    settings.max_grad_norm = 0;
    settings.lr_warmup_steps = 1;  // the first step changes nothing
    settings.lr_scheduler = "constant";
    settings.max_train_steps = 50;
    settings.validation_steps = 1000;
    const auto error = error_of([&] { train(settings, {}); });
    EXPECT_EQ(error.code(), ErrorCode::clip_rejected);
    EXPECT_THAT(error.what(), HasSubstr("is not a number"));
    EXPECT_TRUE(fs::exists(fs::path(settings.output) / "model/model_index.json"));
    std::ifstream credits(fs::path(settings.output) / "photos.json");
    EXPECT_EQ(nlohmann::json::parse(credits)[1], (nlohmann::json{{"name", "photo 1"}, {"licence", "CC0"}}));
}

TEST(Train, StartsAComponentWithoutWeightsFromRandomOnes) {
    const test::PhotoFolder photos;
    auto settings = short_run(photos);
    const auto bare = photos.path() / "bare";
    fs::copy(settings.model, bare, fs::copy_options::recursive);
    fs::remove(bare / "unet/diffusion_pytorch_model.safetensors");
    settings.model = bare.string();
    EXPECT_TRUE(std::isfinite(train(settings, {}).validation_loss));
    const auto once = read_start_model(bare, "unet", 3), again = read_start_model(bare, "unet", 3),
               other = read_start_model(bare, "unet", 4);
    const auto name = "conv_in.weight";
    EXPECT_TRUE(at::equal(once.unet.at(name), again.unet.at(name)));
    EXPECT_FALSE(at::equal(once.unet.at(name), other.unet.at(name)));
    EXPECT_EQ(error_of([&] { read_start_model(bare, "vae", 0); }).code(), ErrorCode::model_invalid);
}

TEST(LearningCurve, TakesOutWhatAnInterruptedRunWroteLast) {
    const stillwave::test::TemporaryFolder folder;
    const auto path = folder.path() / "curve.jsonl";
    std::ofstream(path) << "{\"step\":1}\n{\"step\":2}\n{\"step\":3}\n{\"st";
    {
        LearningCurve curve(path, 2);
        LossBySigma losses;
        losses.add(20, 0.5);
        curve.add({.step = 3, .loss = 0.5, .loss_by_sigma = losses});
    }
    const auto lines = lines_of(path);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[1]["step"], 2);
    EXPECT_EQ(lines[2]["loss"], 0.5);
    EXPECT_EQ(lines[2]["loss_by_sigma"], (nlohmann::json{{"10", 0.5}}));
}

}  // namespace
}  // namespace stillwave::training
