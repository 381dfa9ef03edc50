#include "training/train.h"

#include <algorithm>
#include <chrono>
#include <system_error>

#include "nn/error_boundary.h"
#include "training/contact_sheet.h"
#include "training/learning_curve.h"
#include "training/trainer.h"
#include "types/output_file.h"
#include "types/process_memory.h"

namespace stillwave::training {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// One run in its folder.
class Run {
  public:
    Run(const TrainingSettings& settings, const TrainingOptions& options)
        : folder_(settings.output), options_(options), trainer_(settings) {
        std::error_code failure;
        fs::create_directories(folder_, failure);
        if (failure) throw output_error(folder_, failure.value());
        const bool exists = fs::exists(checkpoint());
        if (exists && !options.resume)
            throw Error(ErrorCode::invalid_argument, folder_.string() +
                                                         " holds the checkpoint of a run: go on from it "
                                                         "with --resume, or choose another output.");
        if (exists) trainer_.load_checkpoint(checkpoint());
        curve_.emplace(folder_ / "learning_curve.jsonl", trainer_.steps());
        first_step_ = reported_step_ = trainer_.steps();
    }

    TrainingResult operator()() {
        const auto& settings = trainer_.settings();
        const auto last = settings.max_train_steps;
        double validation_loss = 0;
        while (trainer_.steps() < last) {
            if (options_.stop.stop_requested()) {
                trainer_.save_checkpoint(checkpoint());
                write_model();
                throw Cancelled{};
            }
            const auto result = step();
            const auto step = trainer_.steps();
            const auto is_due = [&](std::int64_t interval) { return step % interval == 0 || step == last; };
            std::optional<double> validation;
            if (is_due(settings.validation_steps)) {
                validation = validation_loss = trainer_.evaluate();
                write_ppm(folder_ / "contact_sheet.ppm", contact_sheet(trainer_));
            }
            if (validation || is_due(settings.logging_steps)) report(result, validation);
            if (is_due(settings.checkpointing_steps)) trainer_.save_checkpoint(checkpoint());
        }
        if (first_step_ == last) validation_loss = trainer_.evaluate();
        return {trainer_.steps(), write_model(), validation_loss};
    }

  private:
    fs::path checkpoint() const { return folder_ / "checkpoint.safetensors"; }

    /// A step whose loss is no number leaves the model of the steps before it.
    StepResult step() {
        const auto start = Clock::now();
        try {
            const auto result = trainer_.step();
            step_seconds_ += seconds_since(start);
            return result;
        } catch (const Error& error) {
            if (error.code() == ErrorCode::clip_rejected && trainer_.steps() > 0) write_model();
            throw;
        }
    }

    fs::path write_model() const {
        const auto model = folder_ / "model";
        const auto& settings = trainer_.settings();
        write_file(folder_ / "photos.json", trainer_.clips().photos().credits());
        write_model_folder(model, trainer_.model(), settings.component, trainer_.weights().averaged(),
                           settings.weights_dtype);
        return model;
    }

    static double seconds_since(Clock::time_point time) {
        return std::chrono::duration<double>(Clock::now() - time).count();
    }

    void report(const StepResult& result, const std::optional<double>& validation) {
        const auto step = trainer_.steps();
        const auto& losses = trainer_.loss_by_sigma();
        const double pace = seconds_since(start_) / static_cast<double>(step - first_step_);
        const auto memory = peak_resident_bytes();
        curve_->add({step, losses.mean(), result.learning_rate, result.gradient_norm,
                     step_seconds_ / static_cast<double>(step - reported_step_), memory, validation,
                     trainer_.settings().component == "unet" ? losses : LossBySigma()});
        if (options_.progress)
            options_.progress({step, trainer_.settings().max_train_steps, losses.mean(),
                               pace * static_cast<double>(trainer_.settings().max_train_steps - step), 1 / pace, memory,
                               validation});
        trainer_.loss_by_sigma().clear();
        step_seconds_ = 0;
        reported_step_ = step;
    }

    fs::path folder_;
    const TrainingOptions& options_;
    Trainer trainer_;
    std::optional<LearningCurve> curve_;
    const Clock::time_point start_ = Clock::now();
    double step_seconds_ = 0;  ///< of the steps since the last report
    std::int64_t first_step_ = 0, reported_step_ = 0;
};

}  // namespace

TrainingResult train(const TrainingSettings& settings, const TrainingOptions& options) {
    return with_error_boundary([&] { return Run(settings, options)(); });
}

}  // namespace stillwave::training
