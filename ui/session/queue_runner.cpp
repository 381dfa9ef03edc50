#include "ui/session/queue_runner.h"

#include <QDir>
#include <QPointer>
#include <QTimer>
#include <QtConcurrent>

#include "ui/session/directing.h"

namespace stillwave::ui {
namespace {

constexpr int tickMs = 500;

// Removes a cancelled job's folder on another thread, because frames can be hundreds of megabytes. It never touches
// anything outside `takes`.
void removeTakeFolder(const QString& folder, const QString& takes) {
    const auto clean = QDir::cleanPath(folder);
    if (!clean.startsWith(takes + QLatin1Char('/'))) return;
    std::ignore = QtConcurrent::run([clean] { QDir(clean).removeRecursively(); });
}

}  // namespace

/// The run that the worker is at. Where its job was cancelled it outlives the job, until the worker says that it ended.
struct QueueRunner::Run {
    qint64 number = 0;  ///< the run's own number for the worker, because jobs of two projects may have the same id
    QPointer<Project> project;
    JobId job = noId;
    QString takeFolder;
    QString takes;
    bool dropped = false;  ///< the run's result is not wanted
    bool keepFolder = false;
    RunClock clock;
};

struct QueueRunner::Private {
    Worker* worker;
    RunHistory* history;
    QPointer<Project> project;
    std::optional<Run> run;
    std::optional<Live> live;
    qint64 runs = 0;
    Batch batch;  ///< since the queue was last idle
    Batch lastBatch;
    bool busy = false;  ///< something ran since the queue was last idle
    bool paused = false;
    bool stopping = false;
    bool scheduled = false;
    QTimer tick;

    void update() {
        if (!live) return;
        live->elapsedSeconds = run->clock.elapsedSeconds();
        live->remainingSeconds = run->clock.remainingSeconds();
        live->fraction = run->clock.fraction();
    }
};

QueueRunner::QueueRunner(Worker* worker, RunHistory* history, QObject* parent)
    : QObject(parent), m_private(std::make_unique<Private>()) {
    m_private->worker = worker;
    m_private->history = history;
    m_private->tick.setInterval(tickMs);
    connect(&m_private->tick, &QTimer::timeout, this, [this] {
        m_private->update();
        if (m_private->live) Q_EMIT progressed();
    });
    connect(worker, &Worker::jobProgressed, this, &QueueRunner::progress);
    connect(worker, &Worker::animationFinished, this, [this](qint64 number, const AnimationResult& result) {
        end(number, [&](const Run& run) {
            const auto model = QString::fromStdString(result.model_name);
            const auto take =
                run.project->finishJob(run.job, to_layer(result.settings), model, run.clock.elapsedSeconds());
            m_private->history->add(
                RunHistory::workOf(result.settings, result.controls, model, QString::fromStdString(result.device),
                                   QString::fromStdString(result.dtype)),
                result.report);
            ++m_private->batch.clips;
            Q_EMIT finished(run.job, take);
        });
    });
    connect(worker, &Worker::exportFinished, this, [this](qint64 number, const ExportResult& result) {
        end(number, [&](const Run& run) {
            FinishedExport file;
            file.path = QString::fromStdString(result.path.string());
            file.size = QSize(result.width, result.height);
            file.bytes = static_cast<qint64>(result.bytes);
            run.project->finishExport(run.job, file);
            ++m_private->batch.exports;
            Q_EMIT exported(run.job);
        });
    });
    connect(worker, &Worker::jobFailed, this, [this](qint64 number, const JobFailure& failure) {
        end(number, [&](const Run& run) {
            const auto* job = run.project->job(run.job);
            ++(job && job->exporting ? m_private->batch.failedExports : m_private->batch.failedClips);
            run.project->setJobState(run.job, JobState::failed, failure);
            Q_EMIT failed(run.job);
        });
    });
    // A run is cancelled only after it was dropped, so there is nothing to store.
    connect(worker, &Worker::jobCancelled, this, [this](qint64 number) { end(number, [](const Run&) {}); });
}

QueueRunner::~QueueRunner() = default;

void QueueRunner::setProject(Project* project) {
    auto& d = *m_private;
    if (d.project == project) return;
    if (d.run && !d.run->dropped) {
        d.run->keepFolder = true;
        const auto job = d.run->job;
        drop();
        if (d.project) d.project->setJobState(job, JobState::waiting);
    }
    if (d.project) disconnect(d.project, nullptr, this, nullptr);
    d.project = project;
    d.stopping = false;
    d.busy = false;
    d.batch = {};
    if (!project) return;
    connect(project, &Project::jobsReset, this, &QueueRunner::followProject);
    connect(project, &Project::jobChanged, this, &QueueRunner::schedule);
    schedule();
}

const QueueRunner::Live* QueueRunner::live() const {
    return m_private->live ? &*m_private->live : nullptr;
}

const QueueRunner::Batch& QueueRunner::lastBatch() const {
    return m_private->lastBatch;
}

bool QueueRunner::isPaused() const {
    return m_private->paused;
}

std::optional<double> QueueRunner::remainingSeconds() const {
    const auto& d = *m_private;
    double seconds = 0;
    bool known = true;  // the time of all but exports is known
    bool clips = false;
    if (d.live) {
        known = d.live->remainingSeconds.has_value();
        clips = !d.live->exports;
        if (clips && !known) return {};
        seconds += d.live->remainingSeconds.value_or(0);
    }
    if (!d.project) return seconds;
    for (const auto& job : d.project->jobs()) {
        if (job.state != JobState::waiting) continue;
        known = known && !job.exporting;
        if (job.exporting) continue;
        clips = true;
        if (!workOf || !resolveSettings) return {};
        const auto prediction =
            d.history->predict(workOf(job), static_cast<int>(resolveSettings(job).num_inference_steps));
        if (!prediction) return {};
        seconds += prediction->seconds;
    }
    if (!known && !clips) return {};
    return seconds;
}

void QueueRunner::setPaused(bool paused) {
    auto& d = *m_private;
    if (d.paused == paused) return;
    d.paused = paused;
    d.worker->setPaused(paused);
    if (d.run && !paused) d.run->clock.resume();
    Q_EMIT pausedChanged(paused);
    schedule();
}

void QueueRunner::cancel(JobId id) {
    auto& d = *m_private;
    const auto* job = d.project ? d.project->job(id) : nullptr;
    if (!job) return;
    const bool runs = d.run && !d.run->dropped && d.run->job == id;
    const auto folder = job->takeFolder;
    if (runs) drop();
    d.project->removeJob(id);
    if (!runs) removeTakeFolder(folder, d.project->takesFolder());
}

void QueueRunner::retry(JobId id) {
    auto& d = *m_private;
    const auto* job = d.project ? d.project->job(id) : nullptr;
    if (job && (job->state == JobState::failed || job->state == JobState::interrupted))
        d.project->setJobState(id, JobState::waiting);
}

void QueueRunner::retryInterrupted() {
    auto& d = *m_private;
    if (!d.project) return;
    const auto jobs = d.project->jobs();
    for (const auto& job : jobs)
        if (job.state == JobState::interrupted) retry(job.id);
}

void QueueRunner::finishAndStop() {
    m_private->stopping = true;
}

// Looks for a job to start once the current event is over, because a batch of jobs is added one by one.
void QueueRunner::schedule() {
    if (m_private->scheduled) return;
    m_private->scheduled = true;
    QTimer::singleShot(0, this, [this] {
        m_private->scheduled = false;
        startNext();
    });
}

void QueueRunner::followProject() {
    auto& d = *m_private;
    if (d.run && !d.run->dropped && !d.project->job(d.run->job)) drop();
    schedule();
}

void QueueRunner::startNext() {
    auto& d = *m_private;
    if (d.run || !d.project || d.paused) return;
    const auto& jobs = d.project->jobs();
    const auto next =
        std::find_if(jobs.begin(), jobs.end(), [](const Job& job) { return job.state == JobState::waiting; });
    const bool is_last = next == jobs.end() || d.stopping;
    if (is_last) {
        if (d.busy) {
            d.busy = false;
            d.lastBatch = std::exchange(d.batch, {});
            if (d.lastBatch.done() + d.lastBatch.failed() > 0) Q_EMIT idle(d.lastBatch.done(), d.lastBatch.failed());
        }
        return;
    }
    d.busy = true;
    const Job job = *next;
    job.exporting ? startExport(job) : startClip(job);
}

void QueueRunner::startClip(const Job& job) {
    auto& d = *m_private;
    Live live;
    if (resolveSettings)
        live.settings = resolveSettings(job);
    else
        apply_settings(live.settings, job.settings.values);
    const auto steps = static_cast<int>(live.settings.num_inference_steps);
    const auto prediction = workOf ? d.history->predict(workOf(job), steps) : std::nullopt;
    AnimationRequest request;
    request.photo_path = d.project->photo(job.photo)->path.toStdString();
    request.settings = job.settings.values;
    request.controls = withoutResting(job.settings.controls);
    request.model = job.settings.model.toStdString();
    request.take_folder = job.takeFolder.toStdString();
    request.memory_budget_bytes = memoryBudgetBytes;
    const RunClock clock(prediction, live.settings.detail == "photo");
    begin(job, clock, std::move(live), [&](qint64 run) { d.worker->animate(run, request); });
}

void QueueRunner::startExport(const Job& job) {
    auto& d = *m_private;
    const auto& exporting = *job.exporting;
    ExportRequest request;
    request.source = d.project->take(exporting.take)->folder.toStdString();
    request.detail = exporting.detail.toStdString();
    request.first = exporting.first;
    request.last = exporting.last;
    request.settings = exporting.settings;
    request.out = exporting.out.toStdString();
    Live live;
    live.exports = true;
    begin(job, RunClock(), std::move(live), [&](qint64 run) { d.worker->exportClip(run, request); });
}

void QueueRunner::begin(const Job& job, const RunClock& clock, Live live, const std::function<void(qint64)>& ask) {
    auto& d = *m_private;
    live.job = job.id;
    live.photo = job.photo;
    d.run.emplace(Run{++d.runs, d.project, job.id, job.takeFolder, d.project->takesFolder(), false, false, clock});
    d.live = std::move(live);
    d.update();
    ask(d.run->number);
    d.tick.start();
    d.project->setJobState(job.id, JobState::running);
    Q_EMIT started(job.id);
}

void QueueRunner::progress(qint64 number, const Progress& progress) {
    auto& d = *m_private;
    if (!d.run || d.run->number != number || d.run->dropped) return;
    d.run->clock.reach(progress);
    // The step that still ran when the pause was asked for has ended now.
    if (d.paused) d.run->clock.rest();
    auto preview = std::move(d.live->progress.preview);
    d.live->progress = progress;
    if (progress.preview.empty())
        d.live->progress.preview = std::move(preview);
    else if (progress.stage == Stage::decode)
        d.live->frames.push_back(progress.preview.front());
    d.update();
    Q_EMIT progressed();
}

void QueueRunner::end(qint64 number, const std::function<void(const Run&)>& keep) {
    auto& d = *m_private;
    if (!d.run || d.run->number != number) return;
    const Run run = *std::exchange(d.run, std::nullopt);
    d.live.reset();
    d.tick.stop();
    if (!run.dropped && run.project)
        keep(run);
    else if (!run.keepFolder)
        removeTakeFolder(run.takeFolder, run.takes);
    schedule();
}

// Cancels the running job. The next job starts once the worker says that this one ended.
void QueueRunner::drop() {
    auto& d = *m_private;
    d.run->dropped = true;
    d.live.reset();
    d.tick.stop();
    d.worker->cancelJob();
    Q_EMIT progressed();
}

}  // namespace stillwave::ui
