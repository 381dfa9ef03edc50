#pragma once

#include <QStringList>

namespace stillwave::ui {

/// The files that an artist dropped or chose, by kind.
struct PhotoFiles {
    QStringList photos;  ///< absolute; a folder's in natural order
    QStringList clips;   ///< files that may carry Stillwave's recipe; some of them may be photos after all
    QStringList others;  ///< files that are neither, by their extension
};

/// Sorts files by kind, and looks into folders, four levels deep, past hidden files. The function reads the disk, so it
/// is called on another thread than the window's.
PhotoFiles listPhotos(const QStringList& files_and_folders);

bool isPhotoName(const QString& path);

/// True where the name's extension is one that only clips and recipes have.
bool isClipName(const QString& path);

}  // namespace stillwave::ui
