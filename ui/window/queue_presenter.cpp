#include "ui/window/queue_presenter.h"

#include <QApplication>

#include "ui/error_text.h"
#include "ui/window/message_bar.h"
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
    connect(panel, &QueuePanel::moveRequested, this,
            [this](qint64 job, int index) { m_session->project()->moveJob(job, index); });
}

void QueuePresenter::watchProject() {
    auto* project = m_session->project();
    connect(project, &Project::jobsReset, this, &QueuePresenter::refresh);
    connect(project, &Project::jobChanged, this, &QueuePresenter::refresh);
    refresh();
    offerInterrupted();
}

void QueuePresenter::refresh() {
    QList<QueueItem> items;
    for (const auto& job : m_session->project()->jobs()) items.append(itemOf(job));
    m_panel->setItems(items);
    m_panel->setSummary(items.isEmpty() ? tr("Nothing is waiting.") : summary());
    Q_EMIT summaryChanged(summary());
}

void QueuePresenter::refreshLive() {
    const auto* live = m_session->queue()->live();
    const auto* job = live ? m_session->project()->job(live->job) : nullptr;
    if (job) m_panel->updateItem(itemOf(*job));
    if (!m_session->project()->jobs().isEmpty()) m_panel->setSummary(summary());
    Q_EMIT summaryChanged(summary());
}

QueueItem QueuePresenter::itemOf(const Job& job) const {
    QueueItem item;
    item.id = job.id;
    item.state = job.state;
    const auto* photo = m_session->project()->photo(job.photo);
    const auto seed = job.settings.values.find("seed");
    const auto* number = seed == job.settings.values.end() ? nullptr : std::get_if<std::int64_t>(&seed->second);
    const QString name = photo ? photo->name() : tr("Removed photo");
    item.title = number ? tr("%1 · seed %2").arg(name).arg(*number) : name;
    switch (job.state) {
        case JobState::waiting:
            item.status = tr("Waiting");
            break;
        case JobState::interrupted:
            item.status = tr("Interrupted");
            break;
        case JobState::failed:
            item.status = job.failure ? errorHeadline(job.failure->code) : tr("Failed");
            break;
        case JobState::running:
            if (const auto* live = m_session->queue()->live(); live && live->job == job.id) {
                item.fraction = live->fraction;
                item.status = progressText(live->progress);
                if (live->remainingSeconds)
                    item.status = tr("%1 · %2 left").arg(item.status, durationText(*live->remainingSeconds));
                if (m_session->queue()->isPaused()) item.status = tr("Paused · %1").arg(progressText(live->progress));
            } else {
                item.status = tr("Starting");
            }
            break;
    }
    return item;
}

QString QueuePresenter::summary() const {
    int clips = 0;
    for (const auto& job : m_session->project()->jobs())
        clips += job.state == JobState::waiting || job.state == JobState::running;
    if (clips == 0) return {};
    const QString count = tr("%n clip(s) in the queue", nullptr, clips);
    if (m_session->queue()->isPaused()) return tr("%1, paused").arg(count);
    const auto left = m_session->queue()->remainingSeconds();
    return left ? tr("%1, about %2 left").arg(count, durationText(*left)) : count;
}

void QueuePresenter::offerInterrupted() {
    QList<JobId> interrupted;
    for (const auto& job : m_session->project()->jobs())
        if (job.state == JobState::interrupted) interrupted.append(job.id);
    if (interrupted.isEmpty()) return m_messages->dismiss(QStringLiteral("interrupted"));
    MessageBar::Message message;
    message.key = QStringLiteral("interrupted");
    message.text =
        tr("%n clip(s) were being made when Stillwave ended.", nullptr, static_cast<int>(interrupted.size()));
    message.actions = {{tr("Make again"), [this] { m_session->queue()->retryInterrupted(); }},
                       {tr("Discard"), [this, interrupted] {
                            for (const auto job : interrupted) m_session->queue()->cancel(job);
                        }}};
    m_messages->show(message);
}

void QueuePresenter::announceBatch(int done, int failed) {
    refresh();
    // One clip is seen to finish; a batch is told once, and the desktop is told when the artist is elsewhere.
    if (done + failed < 2) return;
    MessageBar::Message message;
    message.key = QStringLiteral("batch");
    message.kind = failed > 0 ? MessageBar::Kind::warning : MessageBar::Kind::info;
    message.text = failed > 0 ? tr("%n clip(s) failed; the others are done.", nullptr, failed)
                              : tr("%n clip(s) are done.", nullptr, done);
    message.secondsShown = failed > 0 ? 0 : batchNoticeSeconds;
    m_messages->show(message);
    if (auto* window = QApplication::activeWindow(); !window)
        for (auto* top : QApplication::topLevelWidgets()) QApplication::alert(top);
}

}  // namespace stillwave::ui
