#include "ui/window/queue_presenter.h"

#include <QApplication>

#include "ui/window/file_actions.h"
#include "ui/window/message_bar.h"
#include "ui/window/queue_items.h"
#include "ui/window/wording.h"

namespace stillwave::ui {
namespace {

constexpr int batchNoticeSeconds = 8;

}  // namespace

QueuePresenter::QueuePresenter(Session* session, QueuePanel* panel, MessageBar* messages, QObject* parent)
    : QObject(parent), m_session(session), m_panel(panel), m_messages(messages) {
    auto* queue = session->queue();
    connect(session, &Session::projectChanged, this, &QueuePresenter::watchProject);
    connect(queue, &QueueRunner::progressed, this, &QueuePresenter::refreshLive);
    connect(queue, &QueueRunner::pausedChanged, this, [this](bool paused) {
        m_panel->setPaused(paused);
        refresh();
    });
    connect(queue, &QueueRunner::idle, this, &QueuePresenter::announceBatch);
    connect(panel, &QueuePanel::pauseToggled, queue, &QueueRunner::setPaused);
    connect(panel, &QueuePanel::cancelRequested, queue, &QueueRunner::cancel);
    connect(panel, &QueuePanel::retryRequested, queue, &QueueRunner::retry);
    connect(panel, &QueuePanel::revealRequested, this, &revealFile);
    connect(panel, &QueuePanel::copyRequested, this, &copyPath);
    connect(panel, &QueuePanel::forgetRequested, this, [this](qint64 job) { m_session->project()->forgetExport(job); });
    connect(panel, &QueuePanel::moveRequested, this,
            [this](qint64 job, int index) { m_session->project()->moveJob(job, index); });
}

void QueuePresenter::watchProject() {
    auto* project = m_session->project();
    connect(project, &Project::jobsReset, this, &QueuePresenter::refresh);
    connect(project, &Project::jobChanged, this, &QueuePresenter::refresh);
    connect(project, &Project::exportsChanged, this, &QueuePresenter::refresh);
    refresh();
    offerInterrupted();
}

void QueuePresenter::refresh() {
    QList<QueueItem> items;
    const auto* project = m_session->project();
    for (const auto& job : project->jobs()) items.append(jobItem(*m_session, job));
    for (const auto& file : project->finishedExports()) items.append(fileItem(file));
    m_panel->setItems(items);
    m_panel->setSummary(project->jobs().isEmpty() ? tr("Nothing is waiting.") : summary());
    Q_EMIT summaryChanged(summary());
}

void QueuePresenter::refreshLive() {
    const auto* live = m_session->queue()->live();
    const auto* job = live ? m_session->project()->job(live->job) : nullptr;
    if (job) m_panel->updateItem(jobItem(*m_session, *job));
    if (!m_session->project()->jobs().isEmpty()) m_panel->setSummary(summary());
    Q_EMIT summaryChanged(summary());
}

QString QueuePresenter::summary() const {
    int clips = 0;
    int exports = 0;
    for (const auto& job : m_session->project()->jobs())
        if (job.state == JobState::waiting || job.state == JobState::running) ++(job.exporting ? exports : clips);
    if (clips + exports == 0) return {};
    const QString count =
        exports == 0 ? tr("%n clip(s) in the queue", nullptr, clips)
        : clips == 0
            ? tr("%n export(s) in the queue", nullptr, exports)
            : tr("%1 and %2 in the queue").arg(tr("%n clip(s)", nullptr, clips), tr("%n export(s)", nullptr, exports));
    if (m_session->queue()->isPaused()) return tr("%1, paused").arg(count);
    const auto left = m_session->queue()->remainingSeconds();
    return left ? tr("%1, about %2 left").arg(count, durationText(*left)) : count;
}

void QueuePresenter::offerInterrupted() {
    QList<JobId> interrupted;
    int clips = 0;
    for (const auto& job : m_session->project()->jobs())
        if (job.state == JobState::interrupted) {
            interrupted.append(job.id);
            clips += !job.exporting;
        }
    if (interrupted.isEmpty()) return m_messages->dismiss(QStringLiteral("interrupted"));
    MessageBar::Message message;
    message.key = QStringLiteral("interrupted");
    const auto count = static_cast<int>(interrupted.size());
    message.text = clips == 0       ? tr("%n file(s) were being written when Stillwave ended.", nullptr, count)
                   : clips == count ? tr("%n clip(s) were being made when Stillwave ended.", nullptr, count)
                                    : tr("%n job(s) were running when Stillwave ended.", nullptr, count);
    message.actions = {{tr("Make again"), [this] { m_session->queue()->retryInterrupted(); }},
                       {tr("Discard"), [this, interrupted] {
                            for (const auto job : interrupted) m_session->queue()->cancel(job);
                        }}};
    m_messages->show(message);
}

void QueuePresenter::announceBatch(int done, int failed) {
    refresh();
    const auto files = m_session->project()->finishedExports();
    if (done == 1 && failed == 0 && m_session->queue()->lastBatch().exports == 1 && !files.isEmpty()) {
        const auto file = files.first();
        m_messages->show({QStringLiteral("batch"),
                          MessageBar::Kind::info,
                          tr("“%1” was exported.").arg(file.name()),
                          {},
                          {{tr("Show in its folder"), [file] { revealFile(file.path); }}},
                          batchNoticeSeconds});
    }
    // A single clip needs no notice, because the artist sees it finish. A batch gets one, and the desktop one too where
    // the window is not active.
    if (done + failed < 2) return;
    MessageBar::Message message;
    message.key = QStringLiteral("batch");
    message.kind = failed > 0 ? MessageBar::Kind::warning : MessageBar::Kind::info;
    const auto& batch = m_session->queue()->lastBatch();
    if (batch.exports + batch.failedExports == 0)
        message.text = failed > 0 ? tr("%n clip(s) failed; the others are done.", nullptr, failed)
                                  : tr("%n clip(s) are done.", nullptr, done);
    else if (batch.clips + batch.failedClips == 0)
        message.text = failed > 0 ? tr("%n export(s) failed; the others are done.", nullptr, failed)
                                  : tr("%n export(s) are done.", nullptr, done);
    else
        message.text =
            failed > 0 ? tr("%n job(s) failed; the others are done.", nullptr, failed)
                       : tr("%1 and %2 are done.")
                             .arg(tr("%n clip(s)", nullptr, batch.clips), tr("%n export(s)", nullptr, batch.exports));
    message.secondsShown = failed > 0 ? 0 : batchNoticeSeconds;
    m_messages->show(message);
    if (auto* window = QApplication::activeWindow(); !window)
        for (auto* top : QApplication::topLevelWidgets()) QApplication::alert(top);
}

}  // namespace stillwave::ui
