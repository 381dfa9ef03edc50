#include "ui/session/edits.h"

#include <algorithm>

namespace stillwave::ui {
namespace {

constexpr int settingsEditId = 1;
constexpr int exportEditId = 2;
// Edits of one key that are further apart than this do not merge.
constexpr qint64 mergeMs = 1500;

}  // namespace

SettingsEdit::SettingsEdit(Project* project, QHash<PhotoId, PhotoSettings> after, const QString& text,
                           const QString& key)
    : QUndoCommand(text), m_project(project), m_after(std::move(after)), m_key(key) {
    for (auto photo = m_after.keyBegin(); photo != m_after.keyEnd(); ++photo)
        if (const auto* known = project->photo(*photo)) m_before[*photo] = known->settings;
    m_age.start();
}

void SettingsEdit::undo() {
    apply(m_before);
}

void SettingsEdit::redo() {
    apply(m_after);
}

int SettingsEdit::id() const {
    return m_key.isEmpty() ? -1 : settingsEditId;
}

bool SettingsEdit::mergeWith(const QUndoCommand* other) {
    const auto* next = static_cast<const SettingsEdit*>(other);
    if (next->m_key != m_key || m_age.elapsed() > mergeMs) return false;
    if (QSet<PhotoId>(m_after.keyBegin(), m_after.keyEnd()) !=
        QSet<PhotoId>(next->m_after.keyBegin(), next->m_after.keyEnd()))
        return false;
    m_after = next->m_after;
    m_age.restart();
    return true;
}

void SettingsEdit::apply(const QHash<PhotoId, PhotoSettings>& settings) {
    for (auto each = settings.begin(); each != settings.end(); ++each)
        m_project->setPhotoSettings(each.key(), each.value());
}

PhotosEdit::PhotosEdit(Project* project, bool adds, Refused refused, const QString& text)
    : QUndoCommand(text), m_project(project), m_adds(adds), m_refused(std::move(refused)) {}

PhotosEdit* PhotosEdit::adding(Project* project, const QStringList& paths, Refused refused, const QString& text) {
    auto* edit = new PhotosEdit(project, true, std::move(refused), text);
    auto index = static_cast<int>(project->photos().size());
    for (const auto& path : paths) {
        Project::Place place;
        place.photo.path = path;
        place.index = index++;
        edit->m_places << place;
    }
    return edit;
}

PhotosEdit* PhotosEdit::removing(Project* project, const QList<PhotoId>& photos, Refused refused, const QString& text) {
    auto* edit = new PhotosEdit(project, false, std::move(refused), text);
    for (const auto photo : photos)
        if (const auto* known = project->photo(photo))
            edit->m_places << Project::Place{*known, project->indexOf(photo)};
    std::sort(edit->m_places.begin(), edit->m_places.end(),
              [](const Project::Place& a, const Project::Place& b) { return a.index < b.index; });
    return edit;
}

void PhotosEdit::undo() {
    m_adds ? remove() : insert();
}

void PhotosEdit::redo() {
    m_adds ? insert() : remove();
}

QList<PhotoId> PhotosEdit::photos() const {
    QList<PhotoId> ids;
    for (const auto& place : m_places) ids << place.photo.id;
    return ids;
}

void PhotosEdit::insert() {
    QList<Project::Place> wanted;
    QList<Project::Place*> kept;
    for (auto& place : m_places) {
        if (m_refused->contains(place.photo.id)) continue;
        wanted << place;
        kept << &place;
    }
    const auto ids = m_project->insertPhotos(wanted);
    for (qsizetype i = 0; i < kept.size(); ++i) kept[i]->photo.id = ids[i];
}

void PhotosEdit::remove() {
    for (auto& place : m_places) {
        // The edit keeps the photo as it is now, because its size may have been read since it was added.
        if (const auto* photo = m_project->photo(place.photo.id)) place.photo = *photo;
    }
    m_project->removePhotos(photos());
}

ExportEdit::ExportEdit(Apply apply, SettingsLayer before, SettingsLayer after, const QString& text, const QString& key)
    : QUndoCommand(text),
      m_apply(std::move(apply)),
      m_before(std::move(before)),
      m_after(std::move(after)),
      m_key(key) {
    m_age.start();
}

int ExportEdit::id() const {
    return m_key.isEmpty() ? -1 : exportEditId;
}

bool ExportEdit::mergeWith(const QUndoCommand* other) {
    const auto* next = static_cast<const ExportEdit*>(other);
    if (next->m_key != m_key || m_age.elapsed() > mergeMs) return false;
    m_after = next->m_after;
    m_age.restart();
    return true;
}

ValueEdit::ValueEdit(std::function<void()> undo, std::function<void()> redo, const QString& text)
    : QUndoCommand(text), m_undo(std::move(undo)), m_redo(std::move(redo)) {}

}  // namespace stillwave::ui
