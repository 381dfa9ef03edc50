#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>

#include "training/noise_levels.h"

namespace stillwave::training {

/// A point of the learning curve: the figures of the steps since the point before.
struct CurvePoint {
    std::int64_t step = 0;  ///< the last one
    double loss = 0;        ///< mean over the steps since the point before
    double learning_rate = 0;
    double gradient_norm = 0;     ///< of the last step, before it was clipped
    double seconds_per_step = 0;  ///< of the steps since the point before, without evaluations and files
    std::uint64_t peak_memory_bytes = 0;
    std::optional<double> validation_loss = std::nullopt;
    LossBySigma loss_by_sigma = {};
};

/// The learning curve as JSON lines, a point each: {"step":10,"loss":…,"loss_by_sigma":{"1":…,"10":…},…}. The keys of
/// loss_by_sigma are the lower ends of the bins.
class LearningCurve {
  public:
    /// Opens `path` to go on after `step`; points after it, of a run that was interrupted, are taken out. Throws
    /// Error(output_unwritable), also where a line cannot be written.
    LearningCurve(const std::filesystem::path& path, std::int64_t step);

    void add(const CurvePoint& point);

  private:
    std::filesystem::path path_;
    std::ofstream file_;
};

}  // namespace stillwave::training
