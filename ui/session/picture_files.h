#pragma once

#include <QStringList>

namespace stillwave::ui {

/// What an artist's drop holds.
struct PictureFiles {
    QStringList pictures;  ///< absolute; a folder's in natural order
    QStringList clips;     ///< named files that may say how Stillwave made them; some of them may be photos after all
    QStringList others;    ///< files that were named but are no pictures by their extension
};

/// Looks into folders, four levels deep, past hidden files. It reads the disk: not in the window's thread.
PictureFiles listPictures(const QStringList& files_and_folders);

bool isPictureName(const QString& path);

/// Whether a file of this name can only be a clip or a recipe.
bool isClipName(const QString& path);

}  // namespace stillwave::ui
