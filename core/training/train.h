#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>

#include "types/training_settings.h"

/// A whole training run, for those who know nothing of tensors.
namespace stillwave::training {

/// Told every logging_steps steps, and after each evaluation.
struct TrainingProgress {
    std::int64_t step = 0, max_train_steps = 0;
    double loss = 0;          ///< mean since the report before
    double seconds_left = 0;  ///< by the pace of this run
    double steps_per_second = 0;
    std::uint64_t peak_memory_bytes = 0;
    std::optional<double> validation_loss = std::nullopt;
};

struct TrainingOptions {
    bool resume = false;  ///< goes on from the output folder's checkpoint; starts anew where there is none yet
    std::function<void(const TrainingProgress&)> progress = {};
    std::stop_token stop = {};
};

struct TrainingResult {
    std::int64_t steps = 0;
    std::filesystem::path model;  ///< the finished model's diffusers folder
    double validation_loss = 0;
};

/// Trains as `settings` say. Blocks until the last step and calls back on this thread. The output folder gets
/// checkpoint.safetensors, learning_curve.jsonl, contact_sheet.ppm and at the end model/, a diffusers folder with the
/// averaged weights, and photos.json, which lists the photos with their licences. A stop writes a checkpoint and the
/// model so far and throws Cancelled; a loss that is no number leaves the model so far. Throws Error as Trainer does,
/// and Error(invalid_argument) where the folder holds a checkpoint that `resume` was not given for.
TrainingResult train(const TrainingSettings& settings, const TrainingOptions& options);

}  // namespace stillwave::training
