#pragma once

#include <ATen/core/Generator.h>

#include <array>
#include <cstdint>

#include "types/training_settings.h"

namespace stillwave::training {

/// A noise level as `sigma_distribution` says: ln(sigma) normal (Karras et al., arXiv 2206.00364, table 1) or uniform.
/// Neither leaves sigma_min .. sigma_max.
float draw_sigma(const TrainingSettings& settings, const at::Generator& generator);

/// The noise level below which the share `quantile` of all draws lies, for evaluations that walk through all of them.
float sigma_at(const TrainingSettings& settings, double quantile);

/// Mean losses by noise level: bins of a factor of ten. The weighting of the loss makes them comparable, and a bin that
/// rises alone tells where training goes wrong.
class LossBySigma {
  public:
    static constexpr std::size_t bins = 7;
    /// The bin's lower end, which is 0 for the first.
    static double lower_end(std::size_t bin);

    void add(float sigma, double loss);
    void clear() { *this = {}; }

    std::int64_t count(std::size_t bin) const { return static_cast<std::int64_t>(counts_[bin]); }
    double mean(std::size_t bin) const { return sums_[bin] / counts_[bin]; }
    double mean() const;

    /// Sums, then counts: what a checkpoint keeps.
    std::array<double, 2 * bins> values() const;
    void set_values(const std::array<double, 2 * bins>& values);

  private:
    std::array<double, bins> sums_{}, counts_{};
};

}  // namespace stillwave::training
