#include <algorithm>

#include "ui/project/project.h"
#include "ui/project/project_private.h"
#include "ui/project/project_store.h"
#include "ui/project/settings_text.h"

/// The part of Project that holds waiting and finished exports.
namespace stillwave::ui {
namespace {

constexpr qsizetype mostFinished = 30;

}  // namespace

JobId Project::addExport(const ExportJob& exporting) {
    const auto* source = take(exporting.take);
    if (!source) return noId;
    Job job;
    job.photo = source->photo;
    job.exporting = exporting;
    const auto first = std::find_if(jobs().begin(), jobs().end(), [](const Job& other) {
        return other.state == JobState::waiting && !other.exporting;
    });
    return insertJob(job, first - jobs().begin());
}

QList<FinishedExport> Project::finishedExports() const {
    return finishedExportsFrom(state(finishedExportsKey));
}

void Project::finishExport(JobId id, FinishedExport file) {
    const auto* known = job(id);
    if (!known || !known->exporting) return;
    file.id = id;
    file.take = known->exporting->take;
    // The time is cut to milliseconds, as the database stores it.
    file.made = QDateTime::fromMSecsSinceEpoch(QDateTime::currentMSecsSinceEpoch(), Qt::UTC);
    auto files = finishedExports();
    files.removeIf([&](const FinishedExport& other) { return other.path == file.path; });
    files.prepend(file);
    files.resize(std::min(files.size(), mostFinished));
    const auto value = finishedExportsValue(files);
    m_content->rows.jobs.removeIf([id](const Job& each) { return each.id == id; });
    m_content->rows.state[finishedExportsKey] = value;
    write([&](database::Writer& writer) {
        writer.removeJob(id);
        writer.state(finishedExportsKey, value);
    });
    Q_EMIT exportsChanged();
    Q_EMIT jobsReset();
}

void Project::forgetExport(JobId id) {
    auto files = finishedExports();
    if (files.removeIf([id](const FinishedExport& file) { return file.id == id; }) == 0) return;
    setState(finishedExportsKey, finishedExportsValue(files));
    Q_EMIT exportsChanged();
}

}  // namespace stillwave::ui
