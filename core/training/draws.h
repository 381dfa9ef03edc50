#pragma once

#include <ATen/core/Generator.h>

#include <cstdint>

namespace stillwave::training {

/// The use that a generator serves. Each purpose has draws of its own, so that an evaluation does not change the
/// training.
enum class Purpose : std::uint64_t { initial_weights, training_pass, evaluation, contact_sheet };

/// A processor's generator for pass number `index` of a run with `seed`. The draws of a pass follow from these numbers
/// alone: a run that goes on from a checkpoint needs its step and no state of a generator.
at::Generator generator_of(std::int64_t seed, Purpose purpose, std::int64_t index);

/// A number drawn evenly from [low, high), or a whole number from low to high.
double draw_uniform(at::Generator generator, double low, double high);
std::int64_t draw_integer(at::Generator generator, std::int64_t low, std::int64_t high);

/// A number drawn from the normal distribution.
double draw_normal(at::Generator generator, double mean, double standard_deviation);

}  // namespace stillwave::training
