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

/// Gives the project's waiting jobs to the worker, one at a time, and stores their results in the project.
class QueueRunner : public QObject {
    Q_OBJECT

  public:
    /// The progress of the running job.
    struct Live {
        JobId job = noId;
        PhotoId photo = noId;
        bool exports = false;  ///< true: the job is an export; false: it makes a take
        /// A generation's settings, as far as they are known before it runs (Session::resolvedSettings).
        AnimationSettings settings;
        Progress progress;                       ///< the last progress, with the last preview that came
        std::vector<Image> frames;               ///< the frames that are decoded so far, in order
        double elapsedSeconds = 0;               ///< the time that the job took so far, without pauses
        std::optional<double> remainingSeconds;  ///< told from this run's steps and the history; empty: not known yet
        double fraction = 0;                     ///< the part of the whole job that is done, 0..1
    };

    /// How many jobs ended since the queue was last idle.
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

    /// Runs the queue of `project`; nullptr: no queue. The running job of the project before is cancelled and waits
    /// again.
    void setProject(Project* project);

    /// The session sets these two functions. They return a job's settings, as far as they are known before it runs, and
    /// the facts of it that RunHistory compares.
    std::function<AnimationSettings(const Job&)> resolveSettings;
    std::function<RunHistory::Work(const Job&)> workOf;
    /// The most memory that a clip may take of the device that computes it; 0: all that is free.
    std::uint64_t memoryBudgetBytes = 0;

    const Live* live() const;  ///< nullptr: nothing runs
    bool isPaused() const;
    /// Seconds until the queue is empty; empty: the time of some clip is not known. Waiting exports are not counted,
    /// because they take seconds where clips take minutes.
    std::optional<double> remainingSeconds() const;

    const Batch& lastBatch() const;  ///< the jobs that the last idle() was about

    void setPaused(bool paused);
    void cancel(JobId job);   ///< a running job ends within a sampling step; a waiting job leaves the queue
    void retry(JobId job);    ///< a failed or interrupted job waits again at its place
    void retryInterrupted();  ///< all interrupted jobs wait again
    void finishAndStop();     ///< lets the running job end and starts none after it

  Q_SIGNALS:
    void started(qint64 job);
    void progressed();                       ///< live() has changed
    void finished(qint64 job, qint64 take);  ///< a clip was made
    void exported(qint64 job);               ///< a file was written, and Project::finishedExports() has it
    void failed(qint64 job);
    void idle(int done, int failed);  ///< the queue ran empty; the counts are of jobs since it was last idle
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
