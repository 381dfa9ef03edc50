#include <QFileInfo>
#include <algorithm>

#include "ui/session/picture_files.h"
#include "ui/session/session_private.h"

/// Session: files that say how they were made.
namespace stillwave::ui {

void Session::takeRecipe(const QString& file, const RecipeSummary& recipe) {
    const auto path = QString::fromStdString(recipe.photo.string());
    const auto& photos = m_private->project->photos();
    const bool known =
        std::any_of(photos.begin(), photos.end(), [&](const Photo& photo) { return photo.path == path; });
    if (known || QFileInfo::exists(path))
        restoreRecipe(file, recipe, path);
    else
        Q_EMIT recipePhotoMissing(file, recipe);
}

// Some are photos after all; the rest is told why.
void Session::takeNoRecipe(const QString& file, const JobFailure& failure) {
    if (isClipName(file))
        Q_EMIT recipeRefused(file, failure.message);
    else
        addPictures({file}, {});
}

void Session::restoreRecipe(const QString& file, const RecipeSummary& recipe, const QString& path) {
    auto& d = *m_private;
    const auto find = [&]() -> const Photo* {
        for (const auto& photo : d.project->photos())
            if (photo.path == path) return &photo;
        return nullptr;
    };
    // Of a newer Stillwave there may be more than is known here.
    SettingsLayer known;
    for (const auto& field : settings_fields())
        if (const auto value = recipe.settings.find(field.key); value != recipe.settings.end()) known.insert(*value);
    const auto model = QString::fromStdString(recipe.model);
    const auto* photo = find();
    const bool differs = !photo || d.unresolved(known, model, photo->size) != photo->settings;
    // An empty step would be undone in vain.
    if (differs) d.undo.beginMacro(tr("Restore “%1”").arg(QFileInfo(file).fileName()));
    if (photo)
        selectPhotos({photo->id}, photo->id);
    else
        addPictures({path}, {});
    photo = find();
    if (photo && differs) {
        const auto restored = d.unresolved(known, model, photo->size);
        edit(
            {photo->id}, [&](PhotoSettings& settings) { settings = restored; }, tr("Restore settings of file"));
    }
    if (differs) d.undo.endMacro();
    if (photo) Q_EMIT recipeRestored(file, photo->id);
}

}  // namespace stillwave::ui
