#include <QFileInfo>
#include <algorithm>

#include "ui/session/photo_files.h"
#include "ui/session/session_private.h"

/// The part of Session that restores settings from recipes in files.
namespace stillwave::ui {

void Session::recipeFound(const QString& file, const RecipeSummary& recipe) {
    const auto path = QString::fromStdString(recipe.photo.string());
    const auto& photos = m_private->project->photos();
    const bool known =
        std::any_of(photos.begin(), photos.end(), [&](const Photo& photo) { return photo.path == path; });
    if (known || QFileInfo::exists(path))
        restoreRecipe(file, recipe, path);
    else
        Q_EMIT recipePhotoMissing(file, recipe);
}

// A file without a recipe is a photo after all, unless it can only be a clip: then it is refused with the reason.
void Session::recipeMissing(const QString& file, const JobFailure& failure) {
    if (isClipName(file))
        Q_EMIT recipeRefused(file, failure.message);
    else
        addPhotos({file}, {});
}

void Session::restoreRecipe(const QString& file, const RecipeSummary& recipe, const QString& path) {
    auto& d = *m_private;
    const auto find = [&]() -> const Photo* {
        for (const auto& photo : d.project->photos())
            if (photo.path == path) return &photo;
        return nullptr;
    };
    // The recipe of a newer Stillwave may have settings that this one does not know.
    SettingsLayer known;
    for (const auto& field : settings_fields())
        if (const auto value = recipe.settings.find(field.key); value != recipe.settings.end()) known.insert(*value);
    const auto model = QString::fromStdString(recipe.model);
    const auto* photo = find();
    const bool differs = !photo || d.unresolved(known, recipe.controls, model, photo->size) != photo->settings;
    // An undo step that changes nothing is left out.
    if (differs) d.undo.beginMacro(tr("Restore “%1”").arg(QFileInfo(file).fileName()));
    if (photo)
        selectPhotos({photo->id}, photo->id);
    else
        addPhotos({path}, {});
    photo = find();
    if (photo && differs) {
        const auto restored = d.unresolved(known, recipe.controls, model, photo->size);
        edit(
            {photo->id}, [&](PhotoSettings& settings) { settings = restored; }, tr("Restore settings of file"));
    }
    if (differs) d.undo.endMacro();
    if (photo) Q_EMIT recipeRestored(file, photo->id);
}

}  // namespace stillwave::ui
