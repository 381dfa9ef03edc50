#pragma once

#include <QObject>
#include <QThread>
#include <functional>
#include <memory>

#include "engine/engine.h"
#include "ui/project/types.h"

namespace stillwave::ui {

/// Runs an engine's calls one after the other on a thread of its own, so that the window never waits. Signals arrive in
/// the window's thread. Two workers serve the window: one animates and exports; one answers questions meanwhile, such
/// as how large an export would be, how a clip loops and how a file was made. (PictureLoader reads photos with a third
/// engine.)
class Worker : public QObject {
    Q_OBJECT

  public:
    using MakeEngine = std::function<std::unique_ptr<Engine>()>;

    /// `make_engine` runs on the worker's thread before the first call.
    explicit Worker(MakeEngine make_engine, QObject* parent = nullptr);
    /// Stops the running call and waits for its end, which comes soon: an engine ends its child process where that does
    /// not answer.
    ~Worker() override;

    void animate(JobId job, const AnimationRequest& request);
    void exportClip(JobId job, const ExportRequest& request);
    /// Asks the running animation or export to end; jobCancelled follows within a sampling step or a frame.
    void cancelJob();
    /// A pause takes effect at the job's next progress, such as the end of the sampling step that runs.
    void setPaused(bool paused);
    bool isPaused() const;

    void describe();
    void addModel(const QString& path, const QString& variant = {});

    /// Asks for the time and memory that a clip would take. Older questions of this kind go unanswered.
    void estimateAnimation(const AnimationRequest& request);
    /// Asks for the crude clip of a photo's controls; older questions of this kind go unanswered.
    void previewControls(PhotoId photo, const AnimationRequest& request);
    /// Loads a model for clips to come; no signal follows.
    void prepare(const AnimationRequest& request);

    /// Asks for an export's size; older questions of this kind go unanswered.
    void estimateExport(const ExportRequest& request);
    /// Asks for the ways to loop a clip, with frames of `longSide` px; older questions of this kind go unanswered.
    void makeLoopVariants(const ExportRequest& request, int longSide);
    void readRecipe(const QString& path);

  Q_SIGNALS:
    void jobProgressed(qint64 job, const stillwave::Progress& progress);
    void animationFinished(qint64 job, const stillwave::AnimationResult& result);
    void exportFinished(qint64 job, const stillwave::ExportResult& result);
    void jobFailed(qint64 job, const stillwave::ui::JobFailure& failure);
    void jobCancelled(qint64 job);
    void described(const stillwave::EngineDescription& description);
    void describeFailed(const stillwave::ui::JobFailure& failure);
    void modelAdded(const stillwave::ModelSummary& model);
    void addModelFailed(const QString& path, const stillwave::ui::JobFailure& failure);
    void animationEstimated(const stillwave::AnimationEstimate& estimate);
    void animationEstimateFailed(const stillwave::ui::JobFailure& failure);
    void controlsPreviewed(qint64 photo, const stillwave::Clip& clip);
    void controlsPreviewFailed(const stillwave::ui::JobFailure& failure);
    void exportEstimated(const stillwave::ExportEstimate& estimate);
    void estimateFailed(const stillwave::ui::JobFailure& failure);
    void loopVariantsMade(const std::vector<stillwave::LoopVariant>& variants);
    void loopVariantsFailed(const stillwave::ui::JobFailure& failure);
    void recipeRead(const QString& path, const stillwave::RecipeSummary& recipe);
    void recipeFailed(const QString& path, const stillwave::ui::JobFailure& failure);

  private:
    using Question = std::stop_source;  ///< stops the newest question of one kind
    void pushJob(JobId job, std::function<void(Engine&, const ProgressCallback&, std::stop_token)> work);
    void pushQuestion(Question& question, std::function<void(Engine&, std::stop_token)> ask,
                      void (Worker::*failed)(const JobFailure&));
    struct Shared;
    std::shared_ptr<Shared> m_shared;
    std::unique_ptr<QThread> m_thread;
};

}  // namespace stillwave::ui

Q_DECLARE_METATYPE(stillwave::Progress)
Q_DECLARE_METATYPE(stillwave::AnimationResult)
Q_DECLARE_METATYPE(stillwave::AnimationEstimate)
Q_DECLARE_METATYPE(stillwave::Clip)
Q_DECLARE_METATYPE(stillwave::ExportResult)
Q_DECLARE_METATYPE(stillwave::ExportEstimate)
Q_DECLARE_METATYPE(std::vector<stillwave::LoopVariant>)
Q_DECLARE_METATYPE(stillwave::RecipeSummary)
Q_DECLARE_METATYPE(stillwave::EngineDescription)
Q_DECLARE_METATYPE(stillwave::ModelSummary)
Q_DECLARE_METATYPE(stillwave::ui::JobFailure)
