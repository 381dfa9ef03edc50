#include "training/adamw.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/_foreach_lerp.h>
#include <ATen/ops/_foreach_mul.h>
#include <ATen/ops/_foreach_norm.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/full.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace stillwave::training {

AdamW::AdamW(const OrderedTensors& weights, const Options& options) : options_(options) {
    const c10::NoGradGuard no_grad;
    for (const auto& [name, weight] : weights) {
        names_.push_back(name);
        weights_.push_back(weight);
        exp_avgs_.push_back(at::zeros_like(weight, at::MemoryFormat::Contiguous));
        exp_avg_sqs_.push_back(at::zeros_like(weight, at::MemoryFormat::Contiguous));
        state_steps_.push_back(at::full({}, 0.0, weight.options().dtype(at::kFloat).requires_grad(false)));
    }
}

void AdamW::step(double learning_rate) {
    const c10::NoGradGuard no_grad;
    std::vector<at::Tensor> gradients;
    for (const auto& weight : weights_) {
        const auto& gradient = weight.grad();
        gradients.push_back(gradient.defined() ? gradient : at::zeros_like(weight));
    }
    set_steps(steps_ + 1);
    if (weights_.empty()) return;
    at::_fused_adamw_(weights_, gradients, exp_avgs_, exp_avg_sqs_, {}, state_steps_, learning_rate, options_.beta1,
                      options_.beta2, options_.weight_decay, options_.epsilon, false, false);
}

OrderedTensors AdamW::state() const {
    OrderedTensors state;
    for (std::size_t i = 0; i < names_.size(); ++i) {
        state.emplace("exp_avg." + names_[i], exp_avgs_[i]);
        state.emplace("exp_avg_sq." + names_[i], exp_avg_sqs_[i]);
    }
    return state;
}

void AdamW::set_steps(std::int64_t steps) {
    steps_ = steps;
    for (auto& count : state_steps_) count.fill_(steps);
}

double clip_gradients(const OrderedTensors& weights, double max_norm) {
    const c10::NoGradGuard no_grad;
    std::vector<at::Tensor> gradients;
    for (const auto& [name, weight] : weights)
        if (weight.grad().defined()) gradients.push_back(weight.grad());
    if (gradients.empty()) return 0;
    const auto norm = at::stack(at::_foreach_norm(gradients)).norm().item<double>();
    // PyTorch's guard against zero.
    const double factor = max_norm / (norm + 1e-6);
    if (max_norm > 0 && factor < 1) at::_foreach_mul_(gradients, factor);
    return norm;
}

double learning_rate_of(const TrainingSettings& settings, std::int64_t step) {
    const auto warmup = settings.lr_warmup_steps;
    if (step < warmup) return settings.learning_rate * static_cast<double>(step) / static_cast<double>(warmup);
    if (settings.lr_scheduler == "constant") return settings.learning_rate;
    const auto length = std::max<std::int64_t>(1, settings.max_train_steps - warmup);
    const double progress = static_cast<double>(step - warmup) / static_cast<double>(length);
    return settings.learning_rate * std::max(0.0, 0.5 * (1 + std::cos(std::numbers::pi * progress)));
}

double ema_decay_of(double decay, std::int64_t step) {
    const auto count = static_cast<double>(step);
    return std::min(decay, (1 + count) / (10 + count));
}

void update_ema(const OrderedTensors& ema, const OrderedTensors& weights, double decay) {
    const c10::NoGradGuard no_grad;
    std::vector<at::Tensor> averages, latest;
    for (const auto& [name, average] : ema) {
        averages.push_back(average);
        latest.push_back(weights.at(name).detach());
    }
    if (!averages.empty()) at::_foreach_lerp_(averages, latest, 1 - decay);
}

}  // namespace stillwave::training
