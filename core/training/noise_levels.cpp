#include "training/noise_levels.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "training/draws.h"

namespace stillwave::training {
namespace {

// The inverse of the normal distribution's cumulative function, by Newton's method on erfc.
double normal_quantile(double quantile) {
    double x = 0;
    for (int i = 0; i < 60; ++i) {
        const double below = 0.5 * std::erfc(-x / std::sqrt(2.0));
        const double density = std::exp(-x * x / 2) / std::sqrt(2 * std::acos(-1.0));
        x -= std::clamp((below - quantile) / std::max(density, 1e-12), -0.5, 0.5);
    }
    return x;
}

float within(const TrainingSettings& settings, double sigma) {
    return static_cast<float>(std::clamp(sigma, settings.sigma_min, settings.sigma_max));
}

double log_between(const TrainingSettings& settings, double share) {
    return std::lerp(std::log(settings.sigma_min), std::log(settings.sigma_max), share);
}

}  // namespace

float draw_sigma(const TrainingSettings& settings, const at::Generator& generator) {
    const double logarithm = settings.sigma_distribution == "log_uniform"
                                 ? log_between(settings, draw_uniform(generator, 0, 1))
                                 : draw_normal(generator, settings.p_mean, settings.p_std);
    return within(settings, std::exp(logarithm));
}

float sigma_at(const TrainingSettings& settings, double quantile) {
    const double logarithm = settings.sigma_distribution == "log_uniform"
                                 ? log_between(settings, quantile)
                                 : settings.p_mean + settings.p_std * normal_quantile(quantile);
    return within(settings, std::exp(logarithm));
}

double LossBySigma::lower_end(std::size_t bin) {
    return bin == 0 ? 0 : std::pow(10.0, static_cast<double>(bin) - 4);
}

void LossBySigma::add(float sigma, double loss) {
    std::size_t bin = bins - 1;
    while (bin > 0 && sigma < lower_end(bin)) --bin;
    sums_[bin] += loss;
    counts_[bin] += 1;
}

double LossBySigma::mean() const {
    return std::accumulate(sums_.begin(), sums_.end(), 0.0) / std::accumulate(counts_.begin(), counts_.end(), 0.0);
}

std::array<double, 2 * LossBySigma::bins> LossBySigma::values() const {
    std::array<double, 2 * bins> values{};
    std::copy(sums_.begin(), sums_.end(), values.begin());
    std::copy(counts_.begin(), counts_.end(), values.begin() + bins);
    return values;
}

void LossBySigma::set_values(const std::array<double, 2 * bins>& values) {
    std::copy(values.begin(), values.begin() + bins, sums_.begin());
    std::copy(values.begin() + bins, values.end(), counts_.begin());
}

}  // namespace stillwave::training
