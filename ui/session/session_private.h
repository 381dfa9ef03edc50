#pragma once

#include <QList>
#include <QSet>
#include <QTimer>

#include "ui/session/edits.h"
#include "ui/session/session.h"

namespace stillwave::ui {

/// The state that Session's source files share.
struct Session::Private {
    Parts parts;
    std::unique_ptr<Project> project;
    QUndoStack undo;
    std::optional<EngineDescription> engine;

    QList<PhotoId> selected;
    PhotoId current = noId;
    qsizetype currentIndex = 0;  ///< the current photo's index, to find its neighbour once it is gone
    TakeId take = noId;
    std::optional<PhotoSettings> copied;
    QString copiedMotion;      ///< the folder of the take whose motion was copied
    PhotoId previewed = noId;  ///< the photo of the newest question for a preview of controls
    Exports* exports = nullptr;
    Forecast* forecast = nullptr;

    PhotosEdit::Refused refused = std::make_shared<QSet<PhotoId>>();
    QSet<PhotoId> unread;  ///< photos that were added in this session and not read yet
    QStringList refusals;
    QTimer settle;  ///< runs until the refusals are announced together

    const Photo* currentPhoto() const { return project ? project->photo(current) : nullptr; }
    /// A clip's `values` as an artist would set them for a photo: values that the model would take anyway are left out.
    PhotoSettings unresolved(const SettingsLayer& values, const Controls& controls, const QString& model,
                             QSize photo) const;
    AnimationSettings resolve(const SettingsLayer& asked, const QString& model, QSize photo) const;
    const ModelSummary* model(const QString& name) const;
    RunHistory::Work work(const PhotoSettings& settings, QSize photo) const;
};

/// The studio's own defaults: clips keep the photo's detail. They outrank the model card's defaults; the artist's
/// settings outrank them.
const SettingsLayer& studioDefaults();

/// A field's label in the language of the window.
QString labelOf(const FieldInfo& field);

/// The settings that a job gives the engine: `settings` over the studio's defaults.
PhotoSettings asked(PhotoSettings settings);

}  // namespace stillwave::ui
