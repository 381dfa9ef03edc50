#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "ui/project/project.h"
#include "ui/session/run_clock.h"
#include "ui/session/run_history.h"
#include "ui/worker.h"

namespace stillwave::ui {

/// Takes the project's waiting jobs to the worker, one at a time, and their results back to the project.
class QueueRunner : public QObject {
    Q_OBJECT

  public:
    /// Where the running job is.
    struct Live {
        JobId job = noId;
        PhotoId photo = noId;
        bool exports = false;        ///< it writes a file; else it makes a take
        AnimationSettings settings;  ///< as far as they are known before the run: see Session::resolvedSettings
        Progress progress;           ///< the last one; its preview is the last preview
        std::vector<Image> frames;   ///< decoded so far, in order
        double elapsedSeconds = 0;   ///< without pauses
        std::optional<double> remainingSeconds;  ///< from this run's own steps and the history; empty: not known yet
        double fraction = 0;                     ///< 0..1 of the whole job, for a bar
    };

    /// Jobs that ended.
    struct Batch {
        int clips = 0;
        int exports = 0;
        int failedClips = 0;
        int failedExports = 0;

        int done() const { return clips + exports; }
        int failed() const { return failedClips + failedExports; }
    };

    QueueRunner(Worker* worker, RunHistory* history, QObject* parent = nullptr);
    ~QueueRunner() override;

    /// The project whose queue runs; nullptr: none. The job of the one before is cancelled and waits again.
    void setProject(Project* project);

    /// What is known of settings before a run, given by the session.
    std::function<AnimationSettings(const Job&)> resolveSettings;
    std::function<RunHistory::Work(const Job&)> workOf;
    /// The most memory that a clip may take; 0: what is free.
    std::uint64_t memoryBudgetBytes = 0;

    const Live* live() const;  ///< nullptr: nothing runs
    bool isPaused() const;
    /// Seconds until the queue is empty, as far as it is known; empty: some clip was never measured. Exports that wait
    /// are not counted beside clips: they take seconds.
    std::optional<double> remainingSeconds() const;

    const Batch& lastBatch() const;  ///< what idle() told last

    void setPaused(bool paused);
    void cancel(JobId job);   ///< a running one ends within a step; a waiting one leaves the queue
    void retry(JobId job);    ///< a failed or interrupted one waits again, at its place
    void retryInterrupted();  ///< all of them
    void finishAndStop();     ///< after the running job nothing starts

  Q_SIGNALS:
    void started(qint64 job);
    void progressed();                       ///< live() changed
    void finished(qint64 job, qint64 take);  ///< a clip
    void exported(qint64 job);               ///< a file; Project::finishedExports() has it
    void failed(qint64 job);
    void idle(int done, int failed);  ///< the queue ran empty: jobs since it was last idle
    void pausedChanged(bool paused);

  private:
    struct Run;
    struct Private;
    void schedule();
    void startNext();
    void startClip(const Job& job);
    void startExport(const Job& job);
    void begin(const Job& job, const RunClock& clock, Live live, const std::function<void(qint64)>& ask);
    void followProject();
    void progress(qint64 run, const Progress& progress);
    void end(qint64 run, const std::function<void(const Run&)>& keep);
    void drop();
    std::unique_ptr<Private> m_private;
};

}  // namespace stillwave::ui
