#include "ui/project/project.h"

#include <QFileInfo>
#include <QUuid>
#include <algorithm>

#include "ui/project/project_private.h"
#include "ui/project/project_store.h"

namespace stillwave::ui {
namespace {

// The title is a row of the same table as the states; this key sets it apart from the window's.
constexpr QLatin1String titleKey("project/title");

}  // namespace

Project::Project(std::unique_ptr<ProjectStore> store)
    : m_store(std::move(store)), m_content(std::make_unique<Content>()) {
    m_content->rows = m_store->releaseRows();
    m_content->next_id = m_content->rows.freeId();
    m_content->report = {m_store->losses(), m_store->damagedCopy()};
    for (const auto& job : jobs())
        if (job.state == JobState::running) setJobState(job.id, JobState::interrupted);
}

Project::~Project() = default;

std::unique_ptr<Project> Project::open(const QString& folder) {
    return std::unique_ptr<Project>(new Project(ProjectStore::open(folder)));
}

void Project::write(const std::function<void(database::Writer&)>& changes) {
    const auto reason = m_content->behind ? m_store->write([this](auto& writer) { writer.everything(m_content->rows); })
                                          : m_store->write(changes);
    m_content->behind = !reason.isEmpty();
    if (m_content->behind) Q_EMIT writeFailed(reason);
}

const Project::Report& Project::report() const {
    return m_content->report;
}

QString Project::folder() const {
    return m_store->folder().path();
}

QString Project::takesFolder() const {
    return m_store->takesFolder();
}

QString Project::title() const {
    const auto title = m_content->rows.state.value(titleKey).toString();
    return title.isEmpty() ? QFileInfo(folder()).completeBaseName() : title;
}

void Project::setTitle(const QString& title) {
    if (title == this->title()) return;
    setState(titleKey, title);
    Q_EMIT titleChanged();
}

const QList<Photo>& Project::photos() const {
    return m_content->rows.photos;
}

const Photo* Project::photo(PhotoId id) const {
    return m_content->photo(id);
}

int Project::indexOf(PhotoId id) const {
    return static_cast<int>(indexIn(photos(), id));
}

QList<Take> Project::takes(PhotoId photo) const {
    QList<Take> takes;
    for (const auto& take : m_content->rows.takes)
        if (take.photo == photo) takes << take;
    return takes;
}

const Take* Project::take(TakeId id) const {
    return m_content->take(id);
}

const QList<Job>& Project::jobs() const {
    return m_content->rows.jobs;
}

const Job* Project::job(JobId id) const {
    return m_content->job(id);
}

QList<PhotoId> Project::insertPhotos(const QList<Place>& places) {
    auto& rows = m_content->rows;
    QList<PhotoId> ids;
    if (places.isEmpty()) return ids;
    bool fitted = true;
    for (const auto& place : places) {
        auto photo = place.photo;
        if (photo.id == noId) photo.id = m_content->next_id++;
        m_content->next_id = std::max(m_content->next_id, photo.id + 1);
        rows.removed.removeIf([&](const Photo& removed) { return removed.id == photo.id; });
        const auto at = place.index < 0 ? rows.photos.size() : std::min<qsizetype>(place.index, rows.photos.size());
        rows.photos.insert(at, photo);
        fitted = m_content->rank(rows.photos, at) && fitted;
        ids << photo.id;
    }
    write([&](database::Writer& writer) {
        for (const auto& photo : rows.photos)
            if (!fitted || ids.contains(photo.id)) writer.photo(photo, rows.ranks[photo.id], false);
    });
    Q_EMIT photosReset();
    return ids;
}

PhotoId Project::insertPhoto(const Photo& photo, int index) {
    return insertPhotos({{photo, index}}).first();
}

void Project::removePhotos(const QList<PhotoId>& ids) {
    auto& rows = m_content->rows;
    QList<Photo> photos;
    QList<JobId> gone;
    for (const auto id : ids) {
        const auto index = indexIn(rows.photos, id);
        if (index < 0) continue;
        photos << rows.photos.takeAt(index);
        rows.jobs.removeIf([&](const Job& job) {
            if (job.photo == id) gone << job.id;
            return job.photo == id;
        });
    }
    if (photos.isEmpty()) return;
    rows.removed << photos;
    write([&](database::Writer& writer) {
        for (const auto& photo : photos) writer.photo(photo, rows.ranks[photo.id], true);
        for (const auto job : gone) writer.removeJob(job);
    });
    Q_EMIT photosReset();
    if (!gone.isEmpty()) Q_EMIT jobsReset();
}

void Project::changePhoto(PhotoId id, const std::function<void(Photo&)>& change) {
    auto* photo = m_content->photo(id);
    if (!photo) return;
    change(*photo);
    write([&](database::Writer& writer) { writer.photo(*photo, m_content->rows.ranks[id], false); });
    Q_EMIT photoChanged(id);
}

void Project::setPhotoSettings(PhotoId id, const PhotoSettings& settings) {
    changePhoto(id, [&](Photo& photo) { photo.settings = settings; });
}

void Project::setPhotoSize(PhotoId id, QSize size) {
    changePhoto(id, [&](Photo& photo) { photo.size = size; });
}

void Project::setPhotoPath(PhotoId id, const QString& path) {
    changePhoto(id, [&](Photo& photo) {
        photo.path = path;
        photo.problem.clear();
    });
}

void Project::setPhotoProblem(PhotoId id, const QString& problem) {
    auto* photo = m_content->photo(id);
    if (!photo || photo->problem == problem) return;
    photo->problem = problem;
    Q_EMIT photoChanged(id);
}

JobId Project::insertJob(Job job, qsizetype index) {
    auto& rows = m_content->rows;
    job.id = m_content->next_id++;
    job.asked = QDateTime::currentDateTimeUtc();
    rows.jobs.insert(index, job);
    const bool fitted = m_content->rank(rows.jobs, index);
    write([&](database::Writer& writer) {
        writer.job(job, rows.ranks[job.id]);
        if (!fitted)
            for (const auto& each : rows.jobs) writer.rank("job", each.id, rows.ranks[each.id]);
    });
    Q_EMIT jobsReset();
    return job.id;
}

JobId Project::addJob(PhotoId photo, const PhotoSettings& settings) {
    Job job;
    job.photo = photo;
    job.settings = settings;
    job.takeFolder = takesFolder() + QLatin1Char('/') + QUuid::createUuid().toString(QUuid::WithoutBraces);
    return insertJob(job, jobs().size());
}

void Project::changeJob(JobId id, const std::function<void(Job&)>& change) {
    auto* job = m_content->job(id);
    if (!job) return;
    change(*job);
    write([&](database::Writer& writer) { writer.job(*job, m_content->rows.ranks[id]); });
    Q_EMIT jobChanged(id);
}

void Project::setJobState(JobId id, JobState state, std::optional<JobFailure> failure) {
    changeJob(id, [&](Job& job) {
        job.state = state;
        job.failure = std::move(failure);
    });
}

void Project::setJobSettings(JobId id, const PhotoSettings& settings) {
    changeJob(id, [&](Job& job) { job.settings = settings; });
}

void Project::moveJob(JobId id, int index) {
    auto& rows = m_content->rows;
    const auto from = indexIn(rows.jobs, id);
    const auto to = std::clamp<qsizetype>(index, 0, rows.jobs.size() - 1);
    if (from < 0 || from == to) return;
    rows.jobs.move(from, to);
    const bool fitted = m_content->rank(rows.jobs, to);
    write([&](database::Writer& writer) {
        if (fitted)
            writer.rank("job", id, rows.ranks[id]);
        else
            for (const auto& each : rows.jobs) writer.rank("job", each.id, rows.ranks[each.id]);
    });
    Q_EMIT jobsReset();
}

void Project::removeJob(JobId id) {
    if (m_content->rows.jobs.removeIf([id](const Job& job) { return job.id == id; }) == 0) return;
    write([&](database::Writer& writer) { writer.removeJob(id); });
    Q_EMIT jobsReset();
}

TakeId Project::finishJob(JobId id, const SettingsLayer& settings, const QString& model, double seconds) {
    auto& rows = m_content->rows;
    const auto index = indexIn(rows.jobs, id);
    if (index < 0) return noId;
    const auto job = rows.jobs.takeAt(index);
    Take take;
    take.id = m_content->next_id++;
    take.photo = job.photo;
    take.folder = job.takeFolder;
    take.settings = settings;
    take.model = model;
    take.controls = job.settings.controls;
    // The time is cut to milliseconds, as the database stores it.
    take.made = QDateTime::fromMSecsSinceEpoch(QDateTime::currentMSecsSinceEpoch(), Qt::UTC);
    take.seconds = seconds;
    rows.takes << take;
    write([&](database::Writer& writer) {
        writer.take(take);
        writer.removeJob(id);
    });
    Q_EMIT jobsReset();
    Q_EMIT takeAdded(take.id);
    return take.id;
}

void Project::setTakeRating(TakeId id, Rating rating) {
    auto* take = m_content->take(id);
    if (!take || take->rating == rating) return;
    take->rating = rating;
    write([&](database::Writer& writer) { writer.take(*take); });
    Q_EMIT takeChanged(id);
}

QVariant Project::state(const QString& key) const {
    return m_content->rows.state.value(key);
}

void Project::setState(const QString& key, const QVariant& value) {
    if (state(key) == value) return;
    m_content->rows.state[key] = value;
    write([&](database::Writer& writer) { writer.state(key, value); });
}

}  // namespace stillwave::ui
