#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "training/adamw.h"
#include "training/noise_levels.h"
#include "training/objective.h"
#include "training/start_model.h"

namespace stillwave::training {

struct StepResult {
    double loss = 0;  ///< mean of the step's passes
    double gradient_norm = 0;
    double learning_rate = 0;
};

/// Trains one component step by step. All draws of a step follow from the seed and the step's number, so that a trainer
/// that goes on from a checkpoint does bit for bit what the one that wrote it would have done (on the processor, with
/// as many threads).
class Trainer {
  public:
    /// Reads model and photos. Throws Error: a setting that contradicts another or the model, no such file, a damaged
    /// one.
    explicit Trainer(const TrainingSettings& settings);
    Trainer(const Trainer&) = delete;
    Trainer& operator=(const Trainer&) = delete;

    /// One step of the optimizer. Throws Error(clip_rejected) where the loss or a gradient is not a number; the weights
    /// are those before the step then.
    StepResult step();

    /// The loss of the averaged weights on held-out photos, the same draws at each call.
    double evaluate() const;

    /// Steps done so far, those before the checkpoint among them.
    std::int64_t steps() const { return optimizer_.steps(); }

    LossBySigma& loss_by_sigma() { return loss_by_sigma_; }
    const TrainedWeights& weights() const { return weights_; }
    OrderedTensors optimizer_state() const { return optimizer_.state(); }
    const StartModel& model() const { return model_; }
    const ClipSource& clips() const { return clips_; }
    const TrainingSettings& settings() const { return settings_; }

    /// Writes weights, their average, the optimizer's state, the step and the run's identity into one file, complete or
    /// not at all. Throws Error(output_unwritable); a checkpoint that stood there stays.
    void save_checkpoint(const std::filesystem::path& path) const;

    /// Goes on from a file of save_checkpoint(). Throws Error(invalid_argument) that names the settings in which its
    /// run differs from this one, Error(model_invalid) for a damaged one, Error(model_not_found).
    void load_checkpoint(const std::filesystem::path& path);

  private:
    TrainingSettings settings_;
    StartModel model_;
    ClipSource clips_;
    TrainedWeights weights_;
    AdamW optimizer_;
    std::unique_ptr<Objective> objective_;
    LossBySigma loss_by_sigma_;
};

/// Throws Error(invalid_argument) for settings that contradict each other.
void check_settings(const TrainingSettings& settings);

}  // namespace stillwave::training
