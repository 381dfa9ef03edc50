#include "ui/timeline/dropped_photos.h"

#include <QUrl>

#include "ui/session/photo_files.h"

namespace stillwave::ui {

QStringList droppedPhotos(const QMimeData& mime) {
    QStringList paths;
    for (const QUrl& url : mime.urls())
        if (url.isLocalFile() && isPhotoName(url.toLocalFile())) paths.append(url.toLocalFile());
    return paths;
}

}  // namespace stillwave::ui
