#pragma once

#include <QList>
#include <QSet>
#include <QTimer>

#include "ui/session/edits.h"
#include "ui/session/session.h"

namespace stillwave::ui {

/// What Session's parts share.
struct Session::Private {
    Parts parts;
    std::unique_ptr<Project> project;
    QUndoStack undo;
    std::optional<EngineDescription> engine;

    QList<PhotoId> selected;
    PhotoId current = noId;
    qsizetype currentIndex = 0;  ///< of the current photo, to find its neighbour once it is gone
    TakeId take = noId;
    std::optional<PhotoSettings> copied;
    Exports* exports = nullptr;
    Forecast* forecast = nullptr;

    PhotosEdit::Refused refused = std::make_shared<QSet<PhotoId>>();
    QSet<PhotoId> unread;  ///< added in this session, and not read yet
    QStringList refusals;
    QTimer settle;  ///< until the refusals are announced together

    const Photo* currentPhoto() const { return project ? project->photo(current) : nullptr; }
    /// `values` of a clip as an artist would set them for a photo: what the model does anyway stays unset.
    PhotoSettings unresolved(const SettingsLayer& values, const QString& model, QSize photo) const;
    AnimationSettings resolve(const SettingsLayer& asked, const QString& model, QSize photo) const;
    const ModelSummary* model(const QString& name) const;
    RunHistory::Work work(const PhotoSettings& settings, QSize photo) const;
};

/// The studio's own defaults, above the model's card and below what the artist sets: clips keep the photo's detail.
const SettingsLayer& studioDefaults();

/// A field's label in the language of the window.
QString labelOf(const FieldInfo& field);

/// `settings` over the studio's defaults: what a job asks the engine for.
PhotoSettings asked(PhotoSettings settings);

}  // namespace stillwave::ui
