#pragma once

#include <QObject>
#include <QThread>
#include <functional>
#include <memory>

#include "engine/animation_engine.h"
#include "ui/project/types.h"

namespace stillwave::ui {

/// Runs an engine's calls one after the other on a thread of its own, so that the window never waits. Signals arrive in
/// the window's thread. Two of these serve the window: one animates, one reads pictures and describes the engine.
class Worker : public QObject {
    Q_OBJECT

  public:
    using MakeEngine = std::function<std::unique_ptr<AnimationEngine>()>;

    /// `make_engine` runs on the worker's thread, before the first call.
    explicit Worker(MakeEngine make_engine, QObject* parent = nullptr);
    /// Stops what runs and waits for it, shortly: the engine's child process is ended if it does not answer.
    ~Worker() override;

    void animate(JobId job, const AnimationRequest& request);
    /// Ends the animation that runs: animationCancelled follows, within a step.
    void cancelAnimation();
    /// A pause takes effect at the end of the step that runs.
    void setPaused(bool paused);
    bool isPaused() const;

    void describe();
    void addModel(const QString& path);

  Q_SIGNALS:
    void animationProgressed(qint64 job, const stillwave::Progress& progress);
    void animationFinished(qint64 job, const stillwave::AnimationResult& result);
    void animationFailed(qint64 job, const stillwave::ui::JobFailure& failure);
    void animationCancelled(qint64 job);
    void described(const stillwave::EngineDescription& description);
    void describeFailed(const stillwave::ui::JobFailure& failure);
    void modelAdded(const stillwave::ModelSummary& model);
    void addModelFailed(const QString& path, const stillwave::ui::JobFailure& failure);

  private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
    std::unique_ptr<QThread> m_thread;
};

}  // namespace stillwave::ui

Q_DECLARE_METATYPE(stillwave::Progress)
Q_DECLARE_METATYPE(stillwave::AnimationResult)
Q_DECLARE_METATYPE(stillwave::EngineDescription)
Q_DECLARE_METATYPE(stillwave::ModelSummary)
Q_DECLARE_METATYPE(stillwave::ui::JobFailure)
