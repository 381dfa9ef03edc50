#include "ui/window/queue_items.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

#include "ui/error_text.h"
#include "ui/window/wording.h"

namespace stillwave::ui {
namespace {

struct QueueItems {
    Q_DECLARE_TR_FUNCTIONS(stillwave::ui::QueueItems)
};

QString clipTitle(const Session& session, const Job& job) {
    const auto* photo = session.project()->photo(job.photo);
    const auto seed = job.settings.values.find("seed");
    const auto* number = seed == job.settings.values.end() ? nullptr : std::get_if<std::int64_t>(&seed->second);
    const QString name = photo ? photo->name() : QueueItems::tr("Removed photo");
    return number ? QueueItems::tr("%1 · seed %2").arg(name).arg(*number) : name;
}

// The text of a failed job's row: a headline for a clip, whose card says more, and the whole message for an export.
QString failureText(const Job& job) {
    if (!job.failure) return QueueItems::tr("Failed");
    return job.exporting ? job.failure->message : errorHeadline(job.failure->code);
}

}  // namespace

QueueItem jobItem(const Session& session, const Job& job) {
    QueueItem item;
    item.id = job.id;
    item.state = job.state;
    item.title = job.exporting ? QFileInfo(job.exporting->out).fileName() : clipTitle(session, job);
    switch (job.state) {
        case JobState::waiting:
            item.status = QueueItems::tr("Waiting");
            break;
        case JobState::interrupted:
            item.status = QueueItems::tr("Interrupted");
            break;
        case JobState::failed:
            item.status = failureText(job);
            break;
        case JobState::running:
            if (const auto* live = session.queue()->live(); live && live->job == job.id) {
                item.fraction = live->fraction;
                // An export that loads is reading its take.
                const bool reads = live->exports && live->progress.stage == Stage::load;
                item.status = reads ? QueueItems::tr("Reading the take") : progressText(live->progress);
                if (live->remainingSeconds && !session.queue()->isPaused())
                    item.status =
                        QueueItems::tr("%1 · %2 left").arg(item.status, durationText(*live->remainingSeconds));
                if (session.queue()->isPaused()) item.status = QueueItems::tr("Paused · %1").arg(item.status);
            } else {
                item.status = QueueItems::tr("Starting");
            }
            break;
    }
    return item;
}

QueueItem fileItem(const FinishedExport& file) {
    QueueItem item;
    item.id = file.id;
    item.file = file.path;
    item.title = file.name();
    item.status = QueueItems::tr("%1 · %2 × %3 · %4")
                      .arg(bytesText(file.bytes))
                      .arg(file.size.width())
                      .arg(file.size.height())
                      .arg(QLocale().toString(file.made.toLocalTime(), QLocale::ShortFormat));
    return item;
}

}  // namespace stillwave::ui
