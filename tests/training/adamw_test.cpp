#include "training/adamw.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include "training/training_testing.h"

namespace stillwave::training {
namespace {

std::vector<float> values_of(const at::Tensor& tensor) {
    const auto flat = tensor.detach().contiguous();
    return {flat.const_data_ptr<float>(), flat.const_data_ptr<float>() + flat.numel()};
}

OrderedTensors leaves() {
    OrderedTensors weights = {{"a", at::tensor({0.5F, -1.0F, 2.0F})}, {"b", at::tensor({0.1F, -0.2F}).view({1, 2})}};
    for (auto& [name, weight] : weights) weight.requires_grad_();
    return weights;
}

// torch.optim.AdamW of PyTorch 2.13 on the same weights and gradients: betas 0.9 and 0.99, weight decay 0.05, learning
// rates 0.01, 0.02, 0.005.
TEST(AdamW, IsPyTorchs) {
    const auto weights = leaves();
    AdamW optimizer(weights, {0.9, 0.99, 0.05, 1e-8});
    const std::vector<double> rates = {0.01, 0.02, 0.005};
    for (int step = 0; step < 3; ++step) {
        weights.at("a").mutable_grad() = at::tensor({0.3F, -0.1F, 0.05F}) * (step + 1);
        weights.at("b").mutable_grad() = at::tensor({1.0F, -2.0F}).view({1, 2}) / (step + 1);
        optimizer.step(rates[static_cast<std::size_t>(step)]);
    }
    EXPECT_EQ(optimizer.steps(), 3);
    EXPECT_THAT(values_of(weights.at("a")),
                testing::Pointwise(testing::FloatNear(1e-7F), {0.465087622F, -0.964213014F, 1.96246397F}));
    EXPECT_THAT(values_of(weights.at("b")),
                testing::Pointwise(testing::FloatNear(1e-7F), {0.0667945445F, -0.166619644F}));
}

TEST(AdamW, GoesOnFromItsState) {
    const auto whole = leaves(), parted = leaves();
    AdamW one(whole, {});
    AdamW first(parted, {}), second(parted, {});
    const auto step = [](const OrderedTensors& weights, AdamW& optimizer) {
        for (const auto& [name, weight] : weights) weight.mutable_grad() = weight.detach() + 1;
        optimizer.step(0.1);
    };
    for (int i = 0; i < 4; ++i) step(whole, one);
    for (int i = 0; i < 2; ++i) step(parted, first);
    for (auto& [name, tensor] : second.state()) tensor.copy_(first.state().at(name));
    second.set_steps(first.steps());
    for (int i = 0; i < 2; ++i) step(parted, second);
    for (const auto& [name, weight] : whole) EXPECT_TRUE(at::equal(weight, parted.at(name))) << name;
}

// torch.nn.utils.clip_grad_norm_ of (3, 4) and (12), whose norm is 13.
TEST(ClipGradients, IsPyTorchs) {
    OrderedTensors weights = {{"x", at::zeros({2})}, {"y", at::zeros({1})}, {"without", at::zeros({1})}};
    for (auto& [name, weight] : weights) weight.requires_grad_();
    weights.at("x").mutable_grad() = at::tensor({3.0F, 4.0F});
    weights.at("y").mutable_grad() = at::tensor({12.0F});
    EXPECT_FLOAT_EQ(static_cast<float>(clip_gradients(weights, 100)), 13);
    EXPECT_THAT(values_of(weights.at("x").grad()), testing::ElementsAre(3, 4));
    EXPECT_FLOAT_EQ(static_cast<float>(clip_gradients(weights, 1)), 13);
    EXPECT_THAT(values_of(weights.at("x").grad()),
                testing::Pointwise(testing::FloatNear(1e-7F), {0.230769217F, 0.307692289F}));
    EXPECT_THAT(values_of(weights.at("y").grad()), testing::Pointwise(testing::FloatNear(1e-7F), {0.923076868F}));
    EXPECT_FLOAT_EQ(static_cast<float>(clip_gradients(weights, 0)), 1);
}

TEST(LearningRate, RisesThenFallsAlongACosine) {
    TrainingSettings settings;
    settings.learning_rate = 2;
    settings.lr_warmup_steps = 4;
    settings.max_train_steps = 12;
    std::vector<double> rates;
    for (int step = 0; step < 12; ++step) rates.push_back(learning_rate_of(settings, step));
    EXPECT_THAT(std::vector<double>(rates.begin(), rates.begin() + 5), testing::ElementsAre(0, 0.5, 1, 1.5, 2));
    EXPECT_NEAR(rates[6], 1 + std::sqrt(0.5), 1e-12);  // a quarter of the way: 1 + cos(45 degrees)
    EXPECT_NEAR(rates[8], 1, 1e-12);
    EXPECT_NEAR(learning_rate_of(settings, 12), 0, 1e-12);
    settings.lr_scheduler = "constant";
    EXPECT_EQ(learning_rate_of(settings, 2), 1);
    EXPECT_EQ(learning_rate_of(settings, 11), 2);
}

TEST(Ema, FollowsItsFormula) {
    EXPECT_DOUBLE_EQ(ema_decay_of(0.9, 0), 0.1);
    EXPECT_DOUBLE_EQ(ema_decay_of(0.9, 10), 11.0 / 20);
    EXPECT_DOUBLE_EQ(ema_decay_of(0.9, 1000), 0.9);
    const OrderedTensors ema = {{"w", at::tensor({1.0F, 2.0F})}}, weights = {{"w", at::tensor({3.0F, -2.0F})}};
    update_ema(ema, weights, 0.75);
    EXPECT_THAT(values_of(ema.at("w")), testing::ElementsAre(1.5F, 1.0F));
    update_ema(ema, weights, 0);
    EXPECT_THAT(values_of(ema.at("w")), testing::ElementsAre(3.0F, -2.0F));
}

}  // namespace
}  // namespace stillwave::training
