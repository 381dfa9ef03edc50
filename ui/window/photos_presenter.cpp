#include "ui/window/photos_presenter.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

#include "ui/error_text.h"
#include "ui/photos/photos_dock.h"
#include "ui/window/wording.h"

namespace stillwave::ui {

PhotosPresenter::PhotosPresenter(Session* session, PhotosDock* dock, QObject* parent)
    : QObject(parent), m_session(session), m_dock(dock) {
    connect(session, &Session::projectChanged, this, &PhotosPresenter::watchProject);
    connect(session, &Session::selectionChanged, this, &PhotosPresenter::showSelection);
    connect(session->queue(), &QueueRunner::progressed, this, &PhotosPresenter::refreshLive);
    connect(session->pictures(), &PictureLoader::pictureRead, this, [this](const QString& path) {
        if (!m_session->project()) return;
        for (const auto& photo : m_session->project()->photos())
            if (photo.path == path) m_dock->model()->setThumbnail(photo.id, m_session->pictures()->thumbnail(path));
    });
    connect(dock, &PhotosDock::selectionEdited, session, &Session::selectPhotos);
    connect(dock, &PhotosDock::thumbnailWanted, this, [this](PhotoId id) {
        if (const auto* photo = m_session->project()->photo(id)) m_session->pictures()->thumbnail(photo->path);
    });
    connect(dock, &PhotosDock::showInFolderRequested, this, [this](PhotoId id) {
        if (const auto* photo = m_session->project()->photo(id))
            QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(photo->path).path()));
    });
}

void PhotosPresenter::watchProject() {
    auto* project = m_session->project();
    connect(project, &Project::photosReset, this, &PhotosPresenter::refresh);
    connect(project, &Project::photoChanged, this, &PhotosPresenter::refreshPhoto);
    connect(project, &Project::takeAdded, this, &PhotosPresenter::refreshPhotos);
    connect(project, &Project::jobsReset, this, &PhotosPresenter::refreshPhotos);
    connect(project, &Project::jobChanged, this, &PhotosPresenter::refreshPhotos);
    refresh();
}

void PhotosPresenter::refresh() {
    QList<PhotoItem> items;
    for (const auto& photo : m_session->project()->photos()) items.append(itemOf(photo));
    m_dock->model()->setItems(items);
    showSelection();
}

void PhotosPresenter::refreshPhoto(PhotoId id) {
    if (const auto* photo = m_session->project()->photo(id)) m_dock->model()->updateItem(itemOf(*photo));
}

void PhotosPresenter::refreshPhotos() {
    for (const auto& photo : m_session->project()->photos()) m_dock->model()->updateItem(itemOf(photo));
}

void PhotosPresenter::refreshLive() {
    if (const auto* live = m_session->queue()->live()) refreshPhoto(live->photo);
}

void PhotosPresenter::showSelection() {
    m_dock->setSelection(m_session->selectedPhotos(), m_session->currentPhoto());
}

PhotoItem PhotosPresenter::itemOf(const Photo& photo) const {
    PhotoItem item;
    item.id = photo.id;
    item.name = photo.name();
    item.path = photo.path;
    item.thumbnail = m_session->pictures()->thumbnail(photo.path);
    if (!photo.size.isEmpty())
        item.subtitle = tr("%1 × %2", "photo size").arg(photo.size.width()).arg(photo.size.height());
    const auto takes = static_cast<int>(m_session->project()->takes(photo.id).size());
    if (takes > 0) {
        item.badge = PhotoBadge::done;
        item.subtitle = tr("%n take(s)", nullptr, takes);
    }
    // The badge shows the most telling of the photo's jobs: failed, then running, then waiting.
    for (const auto& job : m_session->project()->jobs()) {
        if (job.photo != photo.id || job.exporting) continue;
        if (job.state == JobState::waiting && item.badge != PhotoBadge::running) {
            item.badge = PhotoBadge::waiting;
            item.subtitle = tr("Waiting");
        } else if (job.state == JobState::running) {
            item.badge = PhotoBadge::running;
            const auto* live = m_session->queue()->live();
            item.subtitle = live ? progressText(live->progress) : tr("Starting");
            item.fraction = live ? live->fraction : 0;
        } else if (job.state == JobState::interrupted) {
            item.badge = PhotoBadge::failed;
            item.subtitle = tr("Interrupted");
        }
    }
    for (const auto& job : m_session->project()->jobs()) {
        if (job.photo != photo.id || job.exporting || job.state != JobState::failed ||
            item.badge == PhotoBadge::running)
            continue;
        item.badge = PhotoBadge::failed;
        item.subtitle = job.failure ? errorHeadline(job.failure->code) : tr("Failed");
    }
    if (!photo.problem.isEmpty()) {
        item.badge = PhotoBadge::failed;
        item.subtitle = tr("The photo cannot be read");
    }
    return item;
}

}  // namespace stillwave::ui
