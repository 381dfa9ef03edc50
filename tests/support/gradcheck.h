#pragma once

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/randn.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "nn/weights.h"

/// Compares a layer's gradients in float64 with central differences of its result.
namespace stillwave::test {

using Tensors = std::vector<at::Tensor>;

/// Draws float64 tensors, the same at every run.
class Draws {
  public:
    at::Tensor operator()(at::IntArrayRef sizes) { return at::randn(sizes, generator_, at::kDouble); }

    /// Draws values for each weight that `recorded` was asked for. Their size lets activations neither vanish nor
    /// explode.
    nn::NamedTensors weights(const nn::Weights& recorded) {
        nn::NamedTensors tensors;
        for (const auto& [key, shape] : recorded.asked()) {
            auto values = (*this)(shape);
            if (shape.size() >= 2) {
                values = values / std::sqrt(static_cast<double>(values[0].numel()));
            } else if (key.ends_with("weight")) {
                values = 1 + values / 10;
            } else {
                values = values / 2;
            }
            tensors.emplace(key, values);
        }
        return tensors;
    }

  private:
    at::Generator generator_ = at::detail::createCPUGenerator(1);
};

inline double number(const at::Tensor& scalar) {
    return scalar.item<double>();
}

inline double norm_of(const at::Tensor& gradient) {
    return gradient.defined() ? number(gradient.norm()) : 0;
}

/// Checks forward(layer, inputs), where `make` builds the layer from weights:
/// - the gradient of a random linear function of the result, in float64, for each weight and each input: along two
///   random directions it is the central difference to 1e-6 of the gradient's size (as in PyTorch's fast gradcheck),
/// - the result is what inference gives in float32, to 1e-4 of its largest value.
/// Prints the largest differences. Where no gradient reaches an input, its central differences are zero too.
template <typename Make, typename Forward>
void expect_gradients(const Make& make, const std::vector<std::vector<std::int64_t>>& input_sizes,
                      const Forward& forward) {
    Draws draw;
    const auto recorded = nn::Weights::recording();
    make(recorded);
    const auto weights = draw.weights(recorded);
    Tensors inputs;
    for (const auto& sizes : input_sizes) inputs.push_back(draw(sizes));

    std::vector<std::pair<std::string, at::Tensor>> leaves(weights.begin(), weights.end());
    for (std::size_t i = 0; i < inputs.size(); ++i) leaves.emplace_back("input " + std::to_string(i), inputs[i]);
    for (auto& [name, leaf] : leaves) leaf.requires_grad_();
    const auto layer = make(nn::Weights(weights, "drawn"));
    const auto result = forward(layer, inputs);
    const auto projection = draw(result.sizes());
    (result * projection).sum().backward();

    double largest_gradient = 0;
    for (const auto& [name, leaf] : leaves) largest_gradient = std::max(largest_gradient, norm_of(leaf.grad()));
    ASSERT_GT(largest_gradient, 0);

    // The layer is built anew, because some layers read a weight when they are built.
    const auto value = [&] {
        return number((forward(make(nn::Weights(weights, "drawn")), inputs) * projection).sum());
    };
    constexpr double step = 5e-5;
    std::pair<double, std::string> worst;
    for (const auto& [name, leaf] : leaves) {
        // The differences have the rounding error of the whole result, however little this tensor does.
        const auto size = std::max(norm_of(leaf.grad()), 1e-3 * largest_gradient);
        for (int i = 0; i < 2; ++i) {
            auto direction = draw(leaf.sizes());
            direction = direction / direction.norm();
            leaf.data().add_(direction, step);
            const auto above = value();
            leaf.data().add_(direction, -2 * step);
            const auto below = value();
            leaf.data().add_(direction, step);
            const auto analytic = leaf.grad().defined() ? number((leaf.grad() * direction).sum()) : 0;
            const auto apart = std::abs((above - below) / (2 * step) - analytic);
            // A random direction finds this part of the gradient's size.
            const auto relative = apart / size * std::sqrt(static_cast<double>(leaf.numel()));
            if (!(relative <= worst.first)) worst = {relative, name};
        }
    }
    std::cout << "    gradients of " << leaves.size() << " tensors: largest relative difference " << worst.first
              << ", of " << worst.second << '\n';
    EXPECT_LE(worst.first, 1e-6) << worst.second;

    const c10::InferenceMode inference;
    Tensors singles;
    for (const auto& input : inputs) singles.push_back(input.to(at::kFloat));
    const auto inferred = forward(make(nn::Weights(weights, "drawn").to(at::kCPU, at::kFloat)), singles);
    const auto apart = number((inferred - result).abs().max() / result.abs().max());
    std::cout << "    inference in float32: largest relative difference " << apart << '\n';
    EXPECT_LE(apart, 1e-4);
}

}  // namespace stillwave::test
