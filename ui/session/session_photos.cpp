#include <QFileInfo>
#include <QPointer>
#include <QtConcurrent>
#include <algorithm>

#include "ui/session/photo_files.h"
#include "ui/session/session_private.h"

/// The part of Session that adds, removes and relocates photos.
namespace stillwave::ui {

void Session::addFiles(const QStringList& paths) {
    // The window may have opened another project by the time that the folders are listed.
    const QPointer<Project> project(m_private->project.get());
    QtConcurrent::run(listPhotos, paths).then(this, [this, project](const PhotoFiles& files) {
        if (project && project == m_private->project.get()) filesListed(files);
    });
}

void Session::filesListed(const PhotoFiles& files) {
    for (const auto& path : files.clips) m_private->parts.side->readRecipe(path);
    if (!files.photos.isEmpty() || !files.others.isEmpty() || files.clips.isEmpty())
        addPhotos(files.photos, files.others);
}

void Session::addPhotos(const QStringList& paths, const QStringList& others) {
    auto& d = *m_private;
    QHash<QString, PhotoId> known;
    for (const auto& photo : d.project->photos()) known[photo.path] = photo.id;
    QStringList added;
    PhotoId current = noId;
    for (const auto& path : paths) {
        if (!known.contains(path))
            added << path;
        else if (current == noId)
            current = known[path];
    }
    if (!added.isEmpty()) {
        auto* edit = PhotosEdit::adding(d.project.get(), added, d.refused,
                                        tr("Add %n photos", nullptr, static_cast<int>(added.size())));
        d.undo.push(edit);
        const auto ids = edit->photos();
        current = ids.first();
        for (const auto id : ids) d.unread << id;
        for (const auto& path : added) {
            d.parts.pictures->forget(path);
            d.parts.pictures->thumbnail(path);
        }
    }
    if (current != noId) selectPhotos({current}, current);
    Q_EMIT filesAdded(static_cast<int>(added.size()));
    for (const auto& path : others)
        d.refusals << tr("“%1” is no picture that can be animated: JPEG, PNG, WebP, TIFF, BMP, AVIF and HEIC can.")
                          .arg(QFileInfo(path).fileName());
    if (!others.isEmpty()) settleRefusals();
}

// Announces refused photos together with those that are still being read.
void Session::settleRefusals() {
    auto& d = *m_private;
    if (d.unread.isEmpty())
        announceRefusals();
    else
        d.settle.start();
}

void Session::announceRefusals() {
    auto& d = *m_private;
    d.settle.stop();
    if (!d.refusals.isEmpty()) Q_EMIT filesRefused(std::exchange(d.refusals, {}));
}

void Session::photoRead(const QString& path, QSize size) {
    auto& d = *m_private;
    if (!d.project) return;
    const auto photos = d.project->photos();
    for (const auto& photo : photos) {
        if (photo.path != path) continue;
        d.unread.remove(photo.id);
        if (photo.size != size) d.project->setPhotoSize(photo.id, size);
        d.project->setPhotoProblem(photo.id, {});
    }
    if (d.unread.isEmpty()) announceRefusals();
}

void Session::photoFailed(const QString& path, const JobFailure& failure) {
    auto& d = *m_private;
    if (!d.project) return;
    const auto photos = d.project->photos();
    for (const auto& photo : photos) {
        if (photo.path != path) continue;
        if (!d.unread.remove(photo.id)) {
            d.project->setPhotoProblem(photo.id, failure.message);
            continue;
        }
        // Removing it is no undo step, because adding it never worked.
        *d.refused << photo.id;
        d.project->removePhotos({photo.id});
        d.refusals << failure.message;
        settleRefusals();
    }
}

void Session::removeSelectedPhotos() {
    auto& d = *m_private;
    if (d.selected.isEmpty()) return;
    d.undo.push(PhotosEdit::removing(d.project.get(), d.selected, d.refused,
                                     tr("Remove %n photos", nullptr, static_cast<int>(d.selected.size()))));
}

// Takes removed photos out of the selection. Where the current photo is gone its neighbour becomes current.
void Session::followPhotos() {
    auto& d = *m_private;
    const auto& photos = d.project->photos();
    if (d.project->photo(d.current)) {
        auto selected = d.selected;
        selected.removeIf([&](PhotoId id) { return !d.project->photo(id); });
        if (selected != d.selected) selectPhotos(selected, d.current);
    } else {
        const auto still =
            std::find_if(d.selected.begin(), d.selected.end(), [&](PhotoId id) { return d.project->photo(id); });
        const auto next =
            still != d.selected.end()
                ? *still
                : (photos.isEmpty() ? noId : photos[std::clamp<qsizetype>(d.currentIndex, 0, photos.size() - 1)].id);
        selectPhotos(d.selected, next);
    }
    d.currentIndex = d.project->indexOf(d.current);
}

void Session::relocatePhoto(PhotoId id, const QString& path) {
    auto& d = *m_private;
    const auto* photo = d.project->photo(id);
    if (!photo || photo->path == path) return;
    const auto move = [this, project = d.project.get(), id](const QString& to) {
        project->setPhotoPath(id, to);
        m_private->parts.pictures->forget(to);
        m_private->parts.pictures->thumbnail(to);
    };
    d.undo.push(new ValueEdit([move, before = photo->path] { move(before); },
                              [move, after = QFileInfo(path).absoluteFilePath()] { move(after); }, tr("Locate photo")));
}

}  // namespace stillwave::ui
