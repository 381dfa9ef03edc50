#include "training/draws.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/randn.h>

#include <algorithm>
#include <cmath>

namespace stillwave::training {
namespace {

// The finaliser of SplitMix64 (Steele et al., 2014): neighbouring numbers give unrelated seeds.
std::uint64_t mixed(std::uint64_t value) {
    value += 0x9e3779b97f4a7c15;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
    value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
    return value ^ (value >> 31);
}

}  // namespace

at::Generator generator_of(std::int64_t seed, Purpose purpose, std::int64_t index) {
    const auto run = mixed(static_cast<std::uint64_t>(seed)) + static_cast<std::uint64_t>(purpose);
    return at::detail::createCPUGenerator(mixed(mixed(run) + static_cast<std::uint64_t>(index)));
}

double draw_uniform(at::Generator generator, double low, double high) {
    return low + (high - low) * at::rand({1}, std::move(generator), at::kDouble).item<double>();
}

std::int64_t draw_integer(at::Generator generator, std::int64_t low, std::int64_t high) {
    const auto drawn = draw_uniform(std::move(generator), static_cast<double>(low), static_cast<double>(high + 1));
    return std::min(static_cast<std::int64_t>(std::floor(drawn)), high);
}

double draw_normal(at::Generator generator, double mean, double standard_deviation) {
    return mean + standard_deviation * at::randn({1}, std::move(generator), at::kDouble).item<double>();
}

}  // namespace stillwave::training
