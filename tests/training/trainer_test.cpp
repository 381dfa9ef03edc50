#include "training/trainer.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/full.h>

#include <fstream>
#include <limits>

#include "nn/safetensors.h"
#include "support/file_size_limit.h"
#include "training/training_testing.h"

namespace stillwave::training {
namespace {

using test::error_of;
using test::PhotoFolder;
using testing::HasSubstr;

std::vector<double> losses_of(Trainer& trainer, int steps) {
    std::vector<double> losses;
    for (int i = 0; i < steps; ++i) losses.push_back(trainer.step().loss);
    return losses;
}

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// Resumed in the middle, a run has the losses and the weights of one that was never interrupted, bit for bit.
TEST(Trainer, GoesOnFromACheckpointBitForBit) {
    const PhotoFolder photos;
    const auto settings = photos.settings();
    const auto middle = photos.path() / "middle.safetensors", end = photos.path() / "end.safetensors";

    Trainer whole(settings);
    const auto wanted = losses_of(whole, 6);
    whole.save_checkpoint(end);

    {
        Trainer first(settings);
        losses_of(first, 3);
        first.save_checkpoint(middle);
    }
    Trainer second(settings);
    second.load_checkpoint(middle);
    EXPECT_EQ(second.steps(), 3);
    EXPECT_EQ(losses_of(second, 3), std::vector<double>(wanted.begin() + 3, wanted.end()));
    EXPECT_EQ(second.evaluate(), whole.evaluate());

    const auto wanted_tensors = nn::SafetensorsFile::open(end).named_tensors();
    second.save_checkpoint(middle);
    const auto tensors = nn::SafetensorsFile::open(middle).named_tensors();
    ASSERT_EQ(tensors.size(), wanted_tensors.size());
    for (const auto& [name, tensor] : wanted_tensors) EXPECT_TRUE(at::equal(tensors.at(name), tensor)) << name;
    // The steps differ from each other, or equality would say nothing.
    EXPECT_NE(wanted[3], wanted[4]);
    EXPECT_NE(wanted[0], wanted[3]);
}

// Computing layers twice changes the rounding of sums alone: relative 1e-5 in the norm of the first step's gradient.
TEST(Trainer, HasTheSameGradientsWithCheckpointing) {
    const PhotoFolder photos;
    auto settings = photos.settings();
    Trainer plain(settings);
    settings.gradient_checkpointing = true;
    Trainer checkpointed(settings);
    const auto wanted = plain.step(), found = checkpointed.step();
    EXPECT_EQ(found.loss, wanted.loss);
    EXPECT_NEAR(found.gradient_norm / wanted.gradient_norm, 1, 1e-5);
    const auto state = checkpointed.optimizer_state();
    double worst = 0;
    std::size_t compared = 0;
    for (const auto& [name, tensor] : plain.optimizer_state()) {
        // Weights without influence have the rounding of zero for a gradient (see tests/svd/edm_gradients_test.cpp).
        const auto norm = tensor.norm().item<double>();
        if (!name.starts_with("exp_avg.") || norm < 1e-6 * std::min(wanted.gradient_norm, settings.max_grad_norm))
            continue;
        worst = std::max(worst, (state.at(name) - tensor).norm().item<double>() / norm);
        ++compared;
    }
    std::cout << "    " << compared << " gradients: largest relative difference " << worst << '\n';
    EXPECT_GT(compared, 400U);
    EXPECT_LT(worst, 1e-3);
}

TEST(Trainer, KeepsFloat32WeightsWhereItComputesInBfloat16) {
    const PhotoFolder photos;
    auto settings = photos.settings();
    settings.mixed_precision = "bf16";
    settings.lr_scheduler = "constant";
    settings.learning_rate = 1e-5;
    Trainer trainer(settings);
    losses_of(trainer, 2);
    const auto start = read_start_model(settings.model, "unet", 0);
    std::size_t finer = 0;
    for (const auto& [name, weight] : trainer.weights().trainable()) {
        ASSERT_EQ(weight.scalar_type(), at::kFloat);
        const auto change = weight.detach() - start.unet.at(name).to(at::kFloat);
        // A step of this size is below bfloat16's digits of the weight.
        finer += (change != 0).logical_and(change.abs() < weight.detach().abs() / 512).any().item<bool>() ? 1 : 0;
    }
    EXPECT_GT(finer, 100U);
}

TEST(Trainer, LearnsAToyProblem) {
    const PhotoFolder photos(1);
    auto settings = photos.settings();
    settings.learning_rate = 2e-3;
    settings.lr_scheduler = "constant";
    settings.ema_decay = 0;
    settings.sigma_distribution = "log_uniform";
    settings.sigma_min = 0.5;
    settings.sigma_max = 2;
    settings.crop_scale_min = 1;
    settings.color_jitter = 0;
    settings.validation_passes = 4;
    Trainer trainer(settings);
    const auto before = trainer.evaluate();
    losses_of(trainer, 40);
    const auto after = trainer.evaluate();
    std::cout << "    loss " << before << " -> " << after << '\n';
    EXPECT_LT(after, 0.6 * before);
}

TEST(Trainer, TeachesTheVae) {
    const PhotoFolder photos(1);
    auto settings = photos.settings();
    settings.component = "vae";
    settings.trainable = "decoder.*";
    settings.learning_rate = 2e-3;
    settings.lr_scheduler = "constant";
    settings.ema_decay = 0;
    Trainer trainer(settings);
    const auto before = trainer.evaluate();
    losses_of(trainer, 30);
    const auto after = trainer.evaluate();
    std::cout << "    loss " << before << " -> " << after << '\n';
    EXPECT_LT(after, 0.7 * before);
    const auto start = read_start_model(settings.model, "vae", 0);
    const auto trained = trainer.weights().latest();
    for (const auto& [name, weight] : start.vae)
        EXPECT_TRUE(name.starts_with("decoder.") || at::equal(trained.at(name), weight.to(at::kFloat))) << name;
}

TEST(Trainer, KeepsWeightsThatAreNotTrainable) {
    const PhotoFolder photos;
    auto settings = photos.settings();
    settings.trainable = "mid_block.*, conv_out.weight";
    Trainer trainer(settings);
    losses_of(trainer, 1);
    const auto start = read_start_model(settings.model, "unet", 0);
    std::size_t changed = 0;
    for (const auto& [name, weight] : trainer.weights().latest()) {
        const bool same = at::equal(weight, start.unet.at(name).to(at::kFloat));
        const bool trained = name.starts_with("mid_block.") || name == "conv_out.weight";
        EXPECT_TRUE(trained || same) << name;
        changed += same ? 0 : 1;
    }
    EXPECT_GT(changed, 10U);
    settings.trainable = "nothing.*";
    EXPECT_EQ(error_of([&] { Trainer other(settings); }).code(), ErrorCode::invalid_argument);
}

TEST(Trainer, KeepsZerosWhereItIsTold) {
    const PhotoFolder photos;
    auto settings = photos.settings();
    const auto model = photos.path() / "sparse";
    std::filesystem::copy(settings.model, model, std::filesystem::copy_options::recursive);
    const auto file = model / "unet" / "diffusion_pytorch_model.safetensors";
    std::map<std::string, at::Tensor> sparse;
    for (auto& [name, tensor] : nn::SafetensorsFile::open(file).named_tensors())
        sparse[name] = tensor.dim() > 1 ? tensor * (tensor > 0).to(tensor.scalar_type()) : tensor.clone();
    nn::save_safetensors(file, sparse);
    settings.model = model.string();
    const auto zeros_filled = [&](bool keep_zeros) {
        settings.keep_zeros = keep_zeros;
        Trainer trainer(settings);
        losses_of(trainer, 2);
        std::int64_t filled = 0, changed = 0;
        for (const auto& [name, weight] : trainer.weights().latest()) {
            const auto start = sparse.at(name).to(at::kFloat);
            filled += ((start == 0) & (weight != 0)).sum().item<std::int64_t>();
            changed += ((start != 0) & (weight != start)).sum().item<std::int64_t>();
        }
        EXPECT_GT(changed, 1000);
        return filled;
    };
    EXPECT_EQ(zeros_filled(true), 0);
    EXPECT_GT(zeros_filled(false), 1000);
}

TEST(Trainer, StopsAtANumberThatIsNone) {
    const PhotoFolder photos;
    Trainer trainer(photos.settings());
    losses_of(trainer, 1);
    const auto checkpoint = photos.path() / "checkpoint.safetensors";
    trainer.save_checkpoint(checkpoint);
    auto bias = trainer.weights().trainable().at("conv_out.bias").detach();
    bias.fill_(std::numeric_limits<double>::quiet_NaN());
    const auto error = error_of([&] { trainer.step(); });
    EXPECT_EQ(error.code(), ErrorCode::clip_rejected);
    EXPECT_THAT(error.what(), HasSubstr("The loss of step 2 is not a number"));
    EXPECT_EQ(trainer.steps(), 1);
    trainer.load_checkpoint(checkpoint);
    EXPECT_TRUE(std::isfinite(trainer.step().loss));
}

TEST(Trainer, RefusesTheCheckpointOfAnotherRun) {
    const PhotoFolder photos, others(5);
    auto settings = photos.settings();
    Trainer trainer(settings);
    const auto checkpoint = photos.path() / "checkpoint.safetensors";
    trainer.save_checkpoint(checkpoint);

    settings.learning_rate = 5e-4;
    settings.data = others.pack().string();
    const auto error = error_of([&] { Trainer(settings).load_checkpoint(checkpoint); });
    EXPECT_EQ(error.code(), ErrorCode::invalid_argument);
    EXPECT_THAT(error.what(), HasSubstr("another configuration"));
    EXPECT_THAT(error.what(), HasSubstr("learning_rate (0.0001 there, 0.0005 here)"));
    EXPECT_THAT(error.what(), HasSubstr("data"));
    EXPECT_THAT(error.what(), testing::Not(HasSubstr("seed")));

    // How it is told may differ.
    auto told = photos.settings();
    told.logging_steps = 77;
    told.output = "elsewhere";
    EXPECT_NO_THROW(Trainer(told).load_checkpoint(checkpoint));
}

TEST(Trainer, NamesADamagedCheckpoint) {
    const PhotoFolder photos;
    Trainer trainer(photos.settings());
    const auto file = photos.path() / "checkpoint.safetensors";
    EXPECT_EQ(error_of([&] { trainer.load_checkpoint(file); }).code(), ErrorCode::model_not_found);
    EXPECT_EQ(error_of([&] { trainer.load_checkpoint(photos.pack()); }).code(), ErrorCode::model_invalid);
    trainer.save_checkpoint(file);
    std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
    EXPECT_EQ(error_of([&] { trainer.load_checkpoint(file); }).code(), ErrorCode::model_invalid);
}

TEST(Trainer, AFullDiskKeepsTheLastCheckpoint) {
    const PhotoFolder photos;
    Trainer trainer(photos.settings());
    const auto file = photos.path() / "checkpoint.safetensors";
    trainer.save_checkpoint(file);
    const auto before = bytes_of(file);
    losses_of(trainer, 1);
    {
        const stillwave::test::FileSizeLimit limit(before.size() / 2);
        EXPECT_EQ(error_of([&] { trainer.save_checkpoint(file); }).code(), ErrorCode::output_unwritable);
    }
    EXPECT_EQ(bytes_of(file), before);
    trainer.save_checkpoint(file);
    EXPECT_NE(bytes_of(file), before);
}

TEST(Trainer, RefusesSettingsThatContradict) {
    const PhotoFolder photos;
    const auto message = [&](const std::function<void(TrainingSettings&)>& change) {
        auto settings = photos.settings();
        change(settings);
        return std::string(error_of([&] { Trainer trainer(settings); }).what());
    };
    EXPECT_THAT(message([](auto& s) { s.sigma_min = 1000; }), HasSubstr("sigma_min"));
    EXPECT_THAT(message([](auto& s) { s.fps_min = 31; }), HasSubstr("fps_min"));
    EXPECT_THAT(message([](auto& s) { s.motion_bucket_max = 5, s.motion_bucket_min = 6; }), HasSubstr("bucket"));
    EXPECT_THAT(message([](auto& s) { s.noise_coupling = "mean"; }), HasSubstr("code_channels"));
    EXPECT_THAT(message([](auto& s) { s.code_channels = 4; }), HasSubstr("4 latent channels"));
    EXPECT_THAT(message([](auto& s) { s.held_out_photos = 4; }), HasSubstr("held_out_photos"));
    EXPECT_THAT(message([](auto& s) { s.width = 30; }), HasSubstr("multiples of 4"));
    EXPECT_THAT(message([](auto& s) { s.device = "tpu"; }), HasSubstr("tpu"));
    EXPECT_THAT(message([](auto& s) { s.model = "nowhere"; }), HasSubstr("nowhere"));
}

}  // namespace
}  // namespace stillwave::training
